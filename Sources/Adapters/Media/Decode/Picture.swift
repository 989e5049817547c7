internal import CFFmpeg
public import LabModel

/// A decoded picture; immutable, may move between threads, and holds its memory until it is released.
public final class Picture: @unchecked Sendable {
    /// The access unit's number; nil where no unit explains the picture.
    public let sequence: Int?
    /// When the access unit's last byte was read; nil where no unit explains the picture.
    public let arrival: WallTime?
    /// The access unit's size; 0 where none explains the picture.
    public let unitSize: ByteCount
    /// Whether the access unit was a keyframe.
    public let isKeyframe: Bool
    /// When to show it, on the stream's own clock; nil where the container says nothing.
    public let presentationTime: Latency?
    /// When the decoder gave it, before anything looked at it.
    public let decodedAt: WallTime
    /// Whether the decoder had to make up a part of it.
    public let isDamaged: Bool
    /// The picture's size.
    public let size: PixelSize
    /// libav's name of the pixel format, such as `yuv420p`.
    public let pixelFormat: String

    let frame: FrameOwner

    init(frame: FrameOwner, unit: UnitNote?, decodedAt: WallTime, pixelFormat: String) {
        let values = frame.pointer.pointee
        self.frame = frame
        sequence = unit?.sequence
        arrival = unit?.arrival
        unitSize = unit?.size ?? ByteCount(0)
        isKeyframe = unit?.isKeyframe ?? false
        presentationTime = unit?.presentationTime
        self.decodedAt = decodedAt
        isDamaged = values.decode_error_flags != 0 || values.flags & AV_FRAME_FLAG_CORRUPT != 0
        size = PixelSize(width: Int(values.width), height: Int(values.height))
        self.pixelFormat = pixelFormat
    }

    /// The colour matrix and range by libav's names, such as `bt709 tv`; `unknown` where the stream does not say.
    public var colour: String {
        let matrix = av_color_space_name(frame.pointer.pointee.colorspace).map { String(cString: $0) }
        let range = av_color_range_name(frame.pointer.pointee.color_range).map { String(cString: $0) }
        return "\(matrix ?? "unknown") \(range ?? "unknown")"
    }

    /// Whether it was made plain 4:2:0 with 8 bits from ``pixelFormat`` while it was decoded, as RGB, packed and
    /// big-endian samples are.
    public var isConverted: Bool {
        frame.formatName != pixelFormat
    }

    /// Lends the luma plane, in place.
    public func withLuma<R>(_ body: (PlaneView) throws -> R) rethrows -> R {
        try body(frame.luma)
    }

    /// Lends all planes of 4:2:0 pictures with 8 bits, in place: luma, blue difference, red difference.
    /// - Returns: nil for other pixel formats.
    public func withPlanes<R>(_ body: (PlaneView, PlaneView, PlaneView) throws -> R) rethrows -> R? {
        guard let picture = frame.picture420, picture.luma.depth == 8 else { return nil }
        return try body(picture.luma, picture.chromaBlue, picture.chromaRed)
    }
}

/// What a decoder remembers of a unit until its picture comes.
struct UnitNote {
    var sequence: Int
    var arrival: WallTime
    var size: ByteCount
    var isKeyframe: Bool
    var presentationTime: Latency?
}

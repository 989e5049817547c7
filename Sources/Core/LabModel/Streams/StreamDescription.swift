/// All that redrawing a stream's frames needs, as `/stream` serves it.
public struct StreamDescription: Hashable, Sendable, Codable {
    /// Where the moving picture comes from.
    public enum Content: String, Sendable, Codable {
        /// Drawn from the seed and the frame number.
        case synthetic
        /// Read from a file.
        case file
    }

    /// The stream that is being sent.
    public var streamID: StreamID
    /// The seed of the synthetic content.
    public var seed: UInt32
    /// The version of the drawing rules.
    public var contentVersion: Int
    /// Where the moving picture comes from.
    public var content: Content
    /// The content file's SHA-256 in hexadecimal; nil where the content is synthetic.
    @OrNull public var contentSha256: String?
    /// Pixels in a row.
    public var width: Int
    /// Rows.
    public var height: Int
    /// Frames a second.
    public var fps: FrameRate
    /// libav's name of the pixel format, such as `yuv420p`.
    public var pixelFormat: String
    /// `limited` or `full`.
    public var colorRange: String
    /// The matrix's name, such as `bt709`.
    public var colorMatrix: String
    /// How the marks are written.
    public var markFormat: MarkFormat
    /// The version of the mark's geometry.
    public var markLayoutVersion: Int
    /// The codec.
    public var codec: VideoCodec
    /// Seconds from keyframe to keyframe.
    public var gopS: Double
    /// The encoder's target in bits a second.
    public var bitrateBps: Int
    /// When the streamer began, as an ISO 8601 instant.
    public var startedAt: String

    enum CodingKeys: String, CodingKey {
        case streamID = "stream_id"
        case seed
        case contentVersion = "content_version"
        case content
        case contentSha256 = "content_sha256"
        case width
        case height
        case fps
        case pixelFormat = "pixel_format"
        case colorRange = "color_range"
        case colorMatrix = "color_matrix"
        case markFormat = "mark_format"
        case markLayoutVersion = "mark_layout_version"
        case codec
        case gopS = "gop_s"
        case bitrateBps = "bitrate_bps"
        case startedAt = "started_at"
    }

    /// The pictures' size; nil where the numbers are those of no picture.
    public var pictureSize: PixelSize? {
        let sides = 1...65_535
        return sides.contains(width) && sides.contains(height) ? PixelSize(width: width, height: height) : nil
    }

    /// Makes a description; each argument is the property of its name.
    public init(
        streamID: StreamID,
        seed: UInt32,
        contentVersion: Int,
        content: Content,
        contentSha256: String?,
        width: Int,
        height: Int,
        fps: FrameRate,
        pixelFormat: String,
        colorRange: String,
        colorMatrix: String,
        markFormat: MarkFormat,
        markLayoutVersion: Int,
        codec: VideoCodec,
        gopS: Double,
        bitrateBps: Int,
        startedAt: String
    ) {
        self.streamID = streamID
        self.seed = seed
        self.contentVersion = contentVersion
        self.content = content
        self.contentSha256 = contentSha256
        self.width = width
        self.height = height
        self.fps = fps
        self.pixelFormat = pixelFormat
        self.colorRange = colorRange
        self.colorMatrix = colorMatrix
        self.markFormat = markFormat
        self.markLayoutVersion = markLayoutVersion
        self.codec = codec
        self.gopS = gopS
        self.bitrateBps = bitrateBps
        self.startedAt = startedAt
    }
}

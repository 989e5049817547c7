internal import CFFmpeg
internal import LabModel

/// Converts pictures to another size, format or colour by libswscale; keeps its tables between pictures of one kind.
///
/// One thread at a time. The same picture becomes the same samples on every machine: a file's frames are scaled by the
/// streamer and again by whoever scores them.
final class PictureConverter {
    /// What tables depend on.
    private struct Side: Equatable {
        var size: PixelSize
        var format: Int32
        var colour: PictureColour

        init(_ frame: FrameOwner, _ colour: PictureColour) {
            size = frame.size
            format = frame.format.rawValue
            self.colour = colour
        }
    }

    private var context: OpaquePointer?
    private var sides: (from: Side, to: Side)?
    /// Samples that have surplus bits yet.
    private var deep: FrameOwner?

    /// Bicubic, rounded as exactly as libswscale can, each sample of chroma from all that it stands for.
    private static let flags =
        SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT | SWS_FULL_CHR_H_INP

    deinit {
        sws_freeContext(context)
    }

    /// Converts a frame into another one's memory.
    ///
    /// - Parameters:
    ///   - source: what is converted.
    ///   - colour: what its samples mean; of RGB nothing is taken from it.
    ///   - target: of the size and format wanted, nobody else's.
    ///   - wanted: what samples shall mean there; a matrix that one of both does not name is the other's.
    /// - Throws: ``MediaError/scalerFailed(reason:)`` or ``MediaError/outOfMemory(what:)``.
    func convert(
        _ source: FrameOwner,
        _ colour: PictureColour,
        into target: FrameOwner,
        _ wanted: PictureColour
    ) throws(MediaError) {
        guard source.depth > max(8, target.depth), let view = target.picture420 else {
            try scale(source, colour, into: target, wanted)
            return
        }
        let isRightAlready = source.size == target.size && colour.agrees(with: wanted)
        if isRightAlready, let deep = source.picture420 {
            BitRounding(source: deep, target: view, isFull: wanted.isFull).run()
            return
        }
        let deep = try deepFrame(target.size)
        try scale(source, colour, into: deep, wanted)
        if let deep = deep.picture420 {
            BitRounding(source: deep, target: view, isFull: wanted.isFull).run()
        }
    }

    private func deepFrame(_ size: PixelSize) throws(MediaError) -> FrameOwner {
        if let deep, deep.size == size {
            return deep
        }
        let frame = try FrameOwner.make420(size: size, depth: 12)
        deep = frame
        return frame
    }

    private func scale(
        _ source: FrameOwner,
        _ colour: PictureColour,
        into target: FrameOwner,
        _ wanted: PictureColour
    ) throws(MediaError) {
        let (from, to) = (Side(source, colour), Side(target, wanted))
        if context == nil || sides?.from != from || sides?.to != to {
            sws_freeContext(context)
            context = nil
            context = try Self.open(from, to, formatName: source.formatName)
            sides = (from, to)
        }
        let code = sws_scale_frame(context, target.pointer, source.pointer)
        guard code >= 0 else { throw .scalerFailed(reason: LibavText.of(code)) }
    }

    private static func open(_ from: Side, _ to: Side, formatName: String) throws(MediaError) -> OpaquePointer {
        guard let context = sws_alloc_context() else { throw .outOfMemory(what: "a scaler") }
        let (fromRange, toRange): (Int32, Int32) = (from.colour.isFull ? 1 : 0, to.colour.isFull ? 1 : 0)
        let options: [(String, Int)] = [
            ("srcw", from.size.width), ("srch", from.size.height), ("src_format", Int(from.format)),
            ("dstw", to.size.width), ("dsth", to.size.height), ("dst_format", Int(to.format)),
            ("src_range", Int(fromRange)), ("dst_range", Int(toRange)), ("sws_flags", Int(flags)),
            // None: a pattern in place of rounded bits would count as a loss.
            ("sws_dither", 0),
        ]
        for (name, value) in options {
            av_opt_set_int(UnsafeMutableRawPointer(context), name, Int64(value), 0)
        }
        guard sws_init_context(context, nil, nil) >= 0 else {
            sws_freeContext(context)
            throw .scalerFailed(reason: "\(formatName) is not supported")
        }
        let usual = SWS_CS_ITU709
        sws_setColorspaceDetails(
            context,
            sws_getCoefficients(from.colour.matrix ?? to.colour.matrix ?? usual),
            fromRange,
            sws_getCoefficients(to.colour.matrix ?? from.colour.matrix ?? usual),
            toRange,
            0,
            1 << 16,
            1 << 16
        )
        return context
    }
}

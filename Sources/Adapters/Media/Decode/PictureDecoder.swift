internal import CFFmpeg
public import LabModel

/// Turns access units into pictures; one thread at a time.
///
/// Begins without any delay of its own, and changes to presentation order, losing and repeating no picture, as soon as
/// the stream shows that it needs it.
public final class PictureDecoder {
    /// How pictures leave the decoder now.
    public private(set) var mode: DecoderMode
    /// Units that the decoder refused or had to mend.
    public private(set) var failedUnits = 0
    /// Those of them that the decoder refused: each may lack a picture, and what was decoded twice counts twice.
    public private(set) var refusedUnits = 0

    private let video: VideoStreamInfo
    private let clock: any LabClock
    private var context: DecoderContext
    private var notes = UnitNotes()
    private var history = DecodeHistory()
    private var events: [MediaEvent] = []
    private var size: PixelSize?
    private var spare: FrameOwner?
    private var converter = LumaConverter()

    private static let maximumEvents = 1_000

    private init(_ video: VideoStreamInfo, mode: DecoderMode, context: DecoderContext, clock: any LabClock) {
        self.video = video
        self.mode = mode
        self.context = context
        self.clock = clock
        size = video.size
    }

    /// Opens a decoder for a stream.
    /// - Throws: ``MediaError/codecMissing(codec:doing:)`` or ``MediaError/decoderFailed(codec:reason:)``.
    public static func open(_ video: VideoStreamInfo, clock: any LabClock) throws(MediaError) -> PictureDecoder {
        let mode: DecoderMode = video.isReordered ? .reordering : .lowDelay
        let context = try DecoderContext.open(video, mode: mode)
        let decoder = PictureDecoder(video, mode: mode, context: context, clock: clock)
        if video.isReordered {
            decoder.sayReordering("the container says that pictures are reordered")
        }
        return decoder
    }

    /// Frames a second as the codec's own header promises them; nil before it is known and where it says nothing.
    public var frameRate: FrameRate? {
        FrameRate(context.pointer.pointee.framerate)
    }

    /// Takes one access unit.
    /// - Returns: the pictures that are now ready: none, one or several.
    /// - Throws: only when nothing can go on; a broken unit is counted in ``failedUnits`` and told by an event.
    public func decode(_ unit: AccessUnit) throws(MediaError) -> [Picture] {
        if mode == .lowDelay, unit.presentationTime != unit.decodeTime, unit.decodeTime != nil {
            return try reorder(from: unit, because: "presentation and decoding times differ")
        }
        if mode == .lowDelay {
            history.keep(unit)
        }
        let pictures = try feed(unit)
        if mode == .lowDelay, context.pointer.pointee.has_b_frames > 0 {
            history.markGiven(pictures)
            return pictures + (try reorder(from: nil, because: "the codec's header says so"))
        }
        history.markGiven(pictures)
        return pictures
    }

    /// Gives the pictures that are still inside; the decoder takes no more units.
    /// - Throws: when libav cannot go on.
    public func finish() throws(MediaError) -> [Picture] {
        let code = avcodec_send_packet(context.pointer, nil)
        guard code >= 0 || code == lab_error_eof else { return [] }
        return try receive()
    }

    /// The events since the last call, in order.
    public func takeEvents() -> [MediaEvent] {
        defer { events = [] }
        return events
    }

    /// Changes to presentation order: what was decoded since the last keyframe is decoded again for the new decoder's
    /// sake, and pictures that are out already are not given twice.
    private func reorder(from unit: AccessUnit?, because reason: String) throws(MediaError) -> [Picture] {
        let kept = history.take()
        history.suppress(kept.given)
        sayReordering(reason)
        mode = .reordering
        context = try DecoderContext.open(video, mode: .reordering)
        var pictures: [Picture] = []
        for old in kept.units {
            pictures += try feed(old)
        }
        if let unit {
            pictures += try feed(unit)
        }
        return pictures
    }

    private func feed(_ unit: AccessUnit) throws(MediaError) -> [Picture] {
        notes.add(unit)
        LibavText.begin()
        lab_set_tag(context.pointer, Int64(unit.sequence))
        let code = avcodec_send_packet(context.pointer, unit.packet.pointer)
        if code < 0 {
            try noteFailure(code, unit: unit)
        }
        return try receive()
    }

    private func noteFailure(_ code: Int32, unit: AccessUnit) throws(MediaError) {
        if code == -ENOMEM { throw .outOfMemory(what: "decoding") }
        failedUnits += 1
        refusedUnits += 1
        say("broken_unit", "access unit \(unit.sequence) cannot be decoded: \(LibavText.withLog(code))")
    }

    private func receive() throws(MediaError) -> [Picture] {
        var pictures: [Picture] = []
        while true {
            let frame = try nextFrame()
            let code = avcodec_receive_frame(context.pointer, frame.pointer)
            let decodedAt = clock.now()
            guard code >= 0 else {
                spare = frame
                if code == -ENOMEM { throw .outOfMemory(what: "decoding") }
                return pictures
            }
            let picture = try picture(frame, decodedAt: decodedAt)
            if !history.isSuppressed(picture) {
                pictures.append(picture)
            }
        }
    }

    private func nextFrame() throws(MediaError) -> FrameOwner {
        guard let frame = spare else { return try FrameOwner.make() }
        spare = nil
        return frame
    }

    private func picture(_ frame: FrameOwner, decodedAt: WallTime) throws(MediaError) -> Picture {
        let note = notes.take(Int(lab_tag(frame.pointer)))
        let name = frame.formatName
        let plain = frame.hasPlainLuma ? frame : try converter.convert(frame)
        let picture = Picture(frame: plain, unit: note, decodedAt: decodedAt, pixelFormat: name)
        if picture.isDamaged {
            failedUnits += 1
            say("broken_unit", "access unit \(note?.sequence ?? -1) is damaged: a part of the picture is made up")
        }
        if let size, size != picture.size {
            say("resolution_changed", "the picture's size changed from \(size) to \(picture.size)")
        }
        size = picture.size
        return picture
    }

    private func sayReordering(_ reason: String) {
        say("decoder_mode", "pictures are given in presentation order, which holds some back: \(reason)")
    }

    private func say(_ code: String, _ text: String) {
        if events.count < Self.maximumEvents {
            events.append(MediaEvent(code: code, text: text))
        }
    }
}

internal import Fanout
internal import HLS
internal import LabModel
internal import Logging
internal import Media

/// A streamer's outlets, in the order in which each frame is handed to them: the one that delay is measured by first.
struct StreamOutlets: Sendable {
    /// `/live.ts` and its segments; nil where MPEG-TS does not carry the codec.
    let transportStream: ContainerOutlet?
    /// `/live.mp4` and its segments and parts; nil where MP4 does not carry the codec.
    let fragments: ContainerOutlet?
    /// `/live.mjpeg`.
    let stills: StillOutlet
    /// Further renditions; nil unless asked for.
    let ladder: Ladder?
    /// Servers that are pushed to.
    let pushes: [PushOutlet]

    private let frames: [any FrameOutlet]
    private let pictures: [any PictureOutlet]

    /// Makes the outlets that settings ask for.
    init(_ settings: StreamSettings, clock: any LabClock, logger: Logger) {
        func container(_ format: ContainerFormat, _ window: LiveWindowSettings) -> ContainerOutlet? {
            guard format.codecs.contains(settings.codec) else { return nil }
            return ContainerOutlet(
                format,
                window: window,
                viewers: settings.viewers,
                clock: clock,
                logger: logger
            )
        }
        transportStream = container(.mpegTS, settings.window(.transportStream))
        fragments = container(.fragmentedMP4, settings.window(.fragmentedMP4))
        stills = StillOutlet(settings, clock: clock, logger: logger)
        let rungs = settings.furtherRungs
        ladder =
            rungs.isEmpty || fragments == nil
            ? nil : Ladder(settings, rungs: rungs, window: settings.window(.fragmentedMP4), logger: logger)
        pushes = settings.push.compactMap { try? PushAddress.parse($0) }.enumerated().map { index, address in
            PushOutlet(
                PushTarget(number: index + 1, address: address),
                of: settings,
                clock: clock,
                logger: logger,
                generator: SystemRandomNumberGenerator()
            )
        }
        frames = [transportStream, fragments].compactMap { $0 } + pushes + [stills]
        pictures = [stills] + (ladder.map { [$0] } ?? [])
    }

    /// Whether a drawn picture is to be handed to ``take(_:)-(DrawnPicture)``.
    var wantPicture: Bool {
        pictures.contains { $0.wantsPicture }
    }

    func begin(_ stream: EncodedStream) {
        for outlet in frames {
            outlet.begin(stream)
        }
        ladder?.begin(sound: stream.sound)
    }

    func take(_ frame: EncodedFrame) {
        for outlet in frames {
            outlet.take(frame)
        }
    }

    func take(_ picture: DrawnPicture) {
        for outlet in pictures where outlet.wantsPicture {
            outlet.take(picture)
        }
    }

    func finish() {
        for outlet in frames {
            outlet.finish()
        }
        ladder?.finish()
    }

    /// How long the threads of further encoders may take for what waits in their queues.
    private static let encoding = Latency.seconds(3)

    /// Waits after ``finish()`` until the last frames are encoded and where they were pushed to, but not for long.
    func ended() async {
        await withTaskGroup(of: Void.self) { group in
            for push in pushes {
                group.addTask { await push.ended() }
            }
            group.addTask { await stills.ended(within: Self.encoding) }
            group.addTask { await ladder?.ended(within: Self.encoding) }
        }
    }
}

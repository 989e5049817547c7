internal import LabModel
internal import Media

/// A streamer's outlets, in the order in which each frame is handed to them: the one that delay is measured by first.
struct StreamOutlets: Sendable {
    /// `/live.ts`.
    let transportStream: BroadcastOutlet
    /// Servers that are pushed to, and whatever else takes frames.
    let others: [any FrameOutlet]

    /// Makes the outlets that settings ask for.
    init(_ settings: StreamSettings, clock: any LabClock) {
        transportStream = BroadcastOutlet(.mpegTS, viewers: settings.viewers, clock: clock)
        others = []
    }

    private var all: [any FrameOutlet] {
        [transportStream] + others
    }

    func begin(_ stream: EncodedStream) {
        for outlet in all {
            outlet.begin(stream)
        }
    }

    func take(_ frame: EncodedFrame) {
        for outlet in all {
            outlet.take(frame)
        }
    }

    func finish() {
        for outlet in all {
            outlet.finish()
        }
    }
}

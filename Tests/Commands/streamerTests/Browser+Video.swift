import LabModel
import LabTesting
import Machine

extension Browser {
    /// What a page's video element says of itself.
    struct VideoState: Decodable {
        /// Where it plays, in seconds.
        var time: Double
        /// Pictures shown so far.
        var frames: Int
        /// Why it cannot play; nil while it can.
        var error: String?
    }

    /// What the page's first video element says.
    func video() async throws -> VideoState {
        let script = """
            const v=document.querySelector('video');return {time:v.currentTime,
            frames:v.getVideoPlaybackQuality().totalVideoFrames,error:v.error?v.error.message:null};
            """
        return try await value(script, as: VideoState.self)
    }

    /// Waits until the video has gone on by some seconds and pictures since the first one was shown.
    /// - Returns: the first and the last state.
    func watch(seconds: Double, frames: Int) async throws -> (first: VideoState, last: VideoState) {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        var first: VideoState?
        while clock.monotonicNow() < deadline {
            let state = try await video()
            if let error = state.error {
                throw Failure("\(error) at \(try await source())")
            }
            if let first, state.time - first.time >= seconds, state.frames - first.frames >= frames {
                return (first, state)
            }
            if first == nil, state.frames > 0 {
                first = state
            }
            try await clock.sleep(for: .milliseconds(100))
        }
        throw Failure("nothing played: \(try await video()) at \(try await source())")
    }

    /// What the page's first video element plays.
    private func source() async throws -> String {
        try await value("return document.querySelector('video').src", as: String.self)
    }
}

import LabTesting
import Subprocess
import SystemPackage

/// Media made by a foreign encoder.
enum TestMedia {
    struct NotMade: Error {
        var errors: String
    }

    /// Runs `ffmpeg` with these arguments and the file's path at the end.
    static func make(_ path: String, _ arguments: [String]) async throws {
        let result = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: Arguments(["-nostdin", "-v", "error", "-y"] + arguments + [path]),
            output: .discarded,
            error: .string(limit: 1 << 20)
        )
        guard result.terminationStatus.isSuccess else { throw NotMade(errors: result.standardError) }
    }

    /// Two seconds of a test picture without marks.
    static func unmarkedVideo(_ path: String) async throws {
        try await make(path, ["-f", "lavfi", "-i", "testsrc2=size=320x240:rate=25:duration=2", "-c:v", "libx264"])
    }

    /// One second of a tone.
    static func tone(_ path: String) async throws {
        try await make(path, ["-f", "lavfi", "-i", "sine=440:duration=1"])
    }
}

import LabTesting

/// ffmpeg as somebody else's sender and player.
enum TestPush {
    /// Sends a small H.264 picture at 30 frames a second, a keyframe a second, as fast as it can or in its own time.
    static func send(_ output: String, seconds: Int, inTime: Bool = true) async throws -> BuiltExecutable.Outcome {
        try await BuiltExecutable.shell(
            "ffmpeg -hide_banner -loglevel error \(inTime ? "-re" : "") -f lavfi -i testsrc2=size=160x120:rate=30 "
                + "-t \(seconds) -c:v libx264 -preset ultrafast -tune zerolatency -g 30 -pix_fmt yuv420p \(output)"
        )
    }

    /// How many packets of video an address or file has within some seconds.
    static func packets(_ input: String, seconds: Int = 3) async throws -> Int {
        let outcome = try await BuiltExecutable.shell(
            "timeout 240 ffmpeg -hide_banner -loglevel error -analyzeduration 200000 -probesize 32768 \(input) "
                + "-t \(seconds) -c copy -f framecrc - | grep -vc '^#'"
        )
        return Int(outcome.output.filter(\.isNumber)) ?? 0
    }
}

internal import LabModel

/// ffmpeg encoding raw frames with the streamer's own x264 settings.
struct EncoderPeer {
    var size: PixelSize
    var frameRate: Int
    var bitsPerSecond: Int

    /// Arguments from the raw input to a transport stream; the streamer's settings stand in Media's encoder options.
    func arguments(input: [String], output: String) -> [String] {
        let reserve = min(65_000 * 8 * 3 / 4, max(bitsPerSecond / 5, 8_000))
        return ["-v", "error", "-nostdin", "-y"]
            + input
            + [
                "-threads", "1", "-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency",
                "-forced-idr", "1", "-x264-params",
                "scenecut=0:open-gop=0:force-cfr=1:intra-refresh=0:sliced-threads=0:bframes=0:rc-lookahead=0"
                    + ":sync-lookahead=0:aud=1",
                "-g", "\(frameRate)", "-keyint_min", "\(frameRate)", "-b:v", "\(bitsPerSecond)",
                "-maxrate", "\(bitsPerSecond)", "-bufsize", "\(reserve)", "-f", "mpegts", output,
            ]
    }

    /// Input arguments for raw frames of this size and rate.
    func rawInput(_ name: String, options: [String] = []) -> [String] {
        options + ["-f", "rawvideo", "-pix_fmt", "yuv420p", "-s", "\(size)", "-r", "\(frameRate)", "-i", name]
    }
}

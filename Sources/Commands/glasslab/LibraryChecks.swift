import LabCommand
import LabModel
import Media
import RunStore

/// The libraries that the lab was linked with, and what they can do.
enum LibraryChecks {
    /// Versions and encoders.
    static func all() -> [DoctorCheck] {
        var checks = [DoctorCheck.ok("glasslab", LabVersion.number), .ok("sqlite", SQLiteVersion.current)]
        checks += MediaVersions.all.sorted { $0.key < $1.key }.map { .ok($0.key, $0.value) }
        return checks + VideoCodec.allCases.map(encoder(of:))
    }

    /// Opens an encoder of a codec: only that shows that libav has it and takes the lab's settings.
    ///
    /// Without H.264 the main job does not run; the others are asked for by name.
    static func encoder(of codec: VideoCodec) -> DoctorCheck {
        let name = "encode \(codec.rawValue)"
        guard let rate = FrameRate(25.0) else { return .warning(name, "not tried", remedy: "") }
        let settings = EncoderSettings(
            codec: codec,
            size: PixelSize(width: 320, height: 240),
            frameRate: rate,
            bitrate: DataRate(bitsPerSecond: 500_000),
            gop: .seconds(1)
        )
        do {
            _ = try VideoEncoder.open(settings)
            return .ok(name, "yes")
        } catch {
            let remedy = error.remedy ?? "Install a libav that has it: apt-get install libavcodec-extra"
            return codec == .h264
                ? .problem(name, error.what, remedy: remedy)
                : .warning(name, error.what, remedy: remedy)
        }
    }
}

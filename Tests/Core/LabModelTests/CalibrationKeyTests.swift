import LabModel
import Testing

@Suite struct CalibrationKeyTests {
    private static let machine: [String: SettingValue] = [
        "hostname": .text("lab"), "cpu": .text("Some CPU"), "cores": .integer(2), "kernel": .text("6"),
    ]

    private static var media: Summary.Media {
        var media = Summary.Media()
        (media.container, media.codec, media.width, media.height) = ("mpegts", "h264", 720, 480)
        return media
    }

    @Test(arguments: [
        ("http://127.0.0.1:8080/live.ts", "mpegts-http"), ("HTTPS://host/x", "mpegts-https"),
        ("srt://host:9000?mode=caller", "mpegts-srt"),
    ])
    func aRunHasTheKeyOfItsChain(url: String, transport: String) {
        let key = CalibrationKey(url: url, media: Self.media, machine: Self.machine)
        let size = PixelSize(width: 720, height: 480)
        #expect(key == CalibrationKey(transport: transport, codec: .h264, size: size, machine: "lab, Some CPU, 2"))
    }

    @Test(arguments: ["file.ts", "", "://x", "-"])
    func filesHaveNone(url: String) {
        #expect(CalibrationKey(url: url, media: Self.media, machine: Self.machine) == nil)
    }

    @Test func whatIsNotKnownFitsNothing() {
        var unknown = [Summary.Media](repeating: Self.media, count: 4)
        unknown[0].container = nil
        unknown[1].codec = "mpeg2video"
        unknown[2].width = nil
        unknown[3].height = nil
        for media in unknown {
            #expect(CalibrationKey(url: "http://h/x", media: media, machine: [:]) == nil)
        }
    }

    @Test func machinesAreNamedByWhatIsKnown() {
        #expect(CalibrationKey.machineName(Self.machine) == "lab, Some CPU, 2")
        #expect(CalibrationKey.machineName(["cores": .integer(4)]) == "4")
        #expect(CalibrationKey.machineName([:]).isEmpty)
    }

    @Test func ageIsCountedFromTheMaking() throws {
        let key = try #require(CalibrationKey(url: "http://h/x", media: Self.media, machine: [:]))
        let made = WallTime(nanoseconds: 1_800_000_000_000_000_000)
        let calibration = Calibration(
            id: "c",
            key: key,
            madeAt: made,
            frames: 1,
            p50Ms: 5,
            p95Ms: 7,
            repeatP50Ms: [5],
            versions: [:],
            machine: [:]
        )
        let intrinsic = calibration.intrinsic(at: made + .seconds(5_400))
        #expect(intrinsic == Summary.Intrinsic(p50Ms: 5, p95Ms: 7, calibrationId: "c", ageH: 1.5))
        #expect(calibration.intrinsic(at: made + .seconds(-3_600)).ageH == -1)
    }
}

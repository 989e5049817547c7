import Foundation
import LabModel
import LabTesting
import Reporting
import Testing

@testable import Comparing

@Suite struct MomentPicturesTests {
    /// The first bytes of a PNG of 640 by 360.
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]
        + [0, 0, 2, 0x80, 0, 0, 1, 0x68]
    private static let uuid = "019378a1-0c5e-7b2a-9d3f-000000000001"

    private func run(uuid: String) -> ReportRun {
        let manifest = RunManifest(
            uuid: uuid,
            id: "a",
            attempt: 1,
            provider: "direct",
            url: "",
            startedAt: WallTime(nanoseconds: 0),
            settings: [:],
            versions: [:],
            machine: [:]
        )
        var run = ReportRun(summary: Summary(run: .init(manifest: manifest, startedAt: "", endReason: .duration)))
        run.worst = [17, 171].map { ReportMoment(WorstMoment(metric: "VMAF", score: 40, number: $0, atSeconds: nil)) }
        return run
    }

    @Test func eachMomentGetsItsOwnPictures() throws {
        let folder = try TemporaryFolder()
        let kept = folder.file("worst-\(Self.uuid)")
        try FileManager.default.createDirectory(atPath: kept, withIntermediateDirectories: true)
        for name in ["worst-1-frame-171-reference", "worst-1-frame-171-picture", "worst-2-frame-17-picture"] {
            try Data(Self.png + [UInt8(name.count)]).write(to: URL(filePath: "\(kept)/\(name).png"))
        }
        try Data("no picture".utf8).write(to: URL(filePath: "\(kept)/worst-2-frame-17-reference.png"))
        let moments = MomentPictures(folder: folder.path).added(to: run(uuid: Self.uuid))
        #expect(moments.map { $0.picture?.width } == [640, 640] && moments.map { $0.picture?.height } == [360, 360])
        #expect(moments[0].reference == nil && moments[1].reference?.bytes.last == 27)
    }

    @Test func nothingIsReadForWhatIsNoUUID() throws {
        let folder = try TemporaryFolder()
        let moments = MomentPictures(folder: folder.path).added(to: run(uuid: "../../etc"))
        #expect(moments.allSatisfy { $0.picture == nil } && moments.count == 2)
        #expect(MomentPictures(folder: folder.path).added(to: run(uuid: Self.uuid)).count == 2)
    }

    @Test func onlyPicturesOfASizeCount() {
        #expect(MomentPictures.size(of: []) == nil && MomentPictures.size(of: Array(Self.png.dropLast())) == nil)
        #expect(MomentPictures.size(of: Self.png).map { [$0.width, $0.height] } == [640, 360])
        var huge = Self.png
        huge[16] = 0x7F
        #expect(MomentPictures.size(of: huge) == nil)
    }
}

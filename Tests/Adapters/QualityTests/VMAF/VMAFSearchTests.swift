import Foundation
import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite struct VMAFSearchTests {
    private static let ffmpeg = """
        case $1 in
        -version) echo "ffmpeg version 7.1-test Copyright (c)" ;;
        -hide_banner) echo " .. libvmaf           VV->V      Calculate the VMAF." ;;
        esac
        """
    private static let without = ffmpeg.replacing(" .. libvmaf ", with: " .. vmafmotion ")

    private func failure(_ search: VMAFSearch) -> VMAFFailure? {
        do throws(QualityError) {
            _ = try search.find()
            return nil
        } catch .vmaf(let failure) {
            return failure
        } catch {
            return nil
        }
    }

    @Test func looksInTheOrderThatIsTold() throws {
        let tools = try (0..<4).map { _ in try FakeTool(Self.ffmpeg) }
        let data = tools[3].folder.path
        let setUp = "\(data)/glasslab/vmaf/ffmpeg"
        try FileManager.default.createDirectory(atPath: "\(data)/glasslab/vmaf", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: tools[3].path, toPath: setUp)
        var environment = [
            "GLASSLAB_VMAF": tools[1].path, "PATH": "/nowhere:\(tools[2].folder.path)", "XDG_DATA_HOME": data,
        ]
        let version = "ffmpeg 7.1-test"
        #expect(
            try VMAFSearch(option: tools[0].path, environment: environment).find()
                == VMAFTool(path: tools[0].path, source: .option, version: version)
        )
        #expect(
            try VMAFSearch(option: nil, environment: environment).find()
                == VMAFTool(path: tools[1].path, source: .environment, version: version)
        )
        environment["GLASSLAB_VMAF"] = ""
        #expect(
            try VMAFSearch(option: nil, environment: environment).find()
                == VMAFTool(path: tools[2].path, source: .path, version: version)
        )
        environment["PATH"] = "/nowhere"
        #expect(
            try VMAFSearch(option: nil, environment: environment).find()
                == VMAFTool(path: setUp, source: .setUp, version: version)
        )
    }

    @Test func aNameWithoutAFolderIsLookedUpOnThePath() throws {
        let tool = try FakeTool(named: "ffmpeg-vmaf", Self.ffmpeg)
        let search = VMAFSearch(option: "ffmpeg-vmaf", environment: ["PATH": tool.folder.path])
        #expect(try search.find().path == tool.path)
        #expect(failure(VMAFSearch(option: "ffmpeg-vmaf", environment: [:])) == .noProgram(path: "ffmpeg-vmaf"))
    }

    @Test func anFfmpegWithoutTheFilterIsPassedOverOnThePathOnly() throws {
        let (plain, able) = (try FakeTool(Self.without), try FakeTool(Self.ffmpeg))
        let path = "\(plain.folder.path):\(able.folder.path)"
        #expect(try VMAFSearch(option: nil, environment: ["PATH": path]).find().path == able.path)
        #expect(
            failure(VMAFSearch(option: plain.path, environment: ["PATH": path]))
                == .withoutLibVMAF(path: plain.path, version: "ffmpeg 7.1-test")
        )
        #expect(
            failure(VMAFSearch(option: nil, environment: ["PATH": path, "GLASSLAB_VMAF": plain.path]))
                == .withoutLibVMAF(path: plain.path, version: "ffmpeg 7.1-test")
        )
    }

    @Test func tellsWhereItLooked() throws {
        let plain = try FakeTool(Self.without)
        let environment = ["PATH": plain.folder.path, "HOME": "/home/nobody"]
        #expect(
            failure(VMAFSearch(option: nil, environment: environment))
                == .notFound(looked: [
                    "\(plain.path) (ffmpeg 7.1-test has no libvmaf filter)",
                    "/home/nobody/.local/share/glasslab/vmaf/ffmpeg (not there)",
                ])
        )
        #expect(failure(VMAFSearch(option: nil, environment: [:])) == .notFound(looked: ["the PATH (no ffmpeg)"]))
    }

    @Test func theSetUpFolderFollowsXDG() {
        #expect(
            VMAFSearch.setUpPath(environment: ["XDG_DATA_HOME": "/data", "HOME": "/home/me"])
                == "/data/glasslab/vmaf/ffmpeg"
        )
        #expect(
            VMAFSearch.setUpPath(environment: ["XDG_DATA_HOME": "data", "HOME": "/home/me"])
                == "/home/me/.local/share/glasslab/vmaf/ffmpeg"
        )
        #expect(VMAFSearch.setUpPath(environment: ["HOME": ""]) == nil)
    }

    @Test func whatIsNoFfmpegIsNamed() throws {
        #expect(failure(VMAFSearch(option: "/nowhere/ffmpeg", environment: [:])) == .noProgram(path: "/nowhere/ffmpeg"))
        #expect(failure(VMAFSearch(option: "/tmp", environment: [:])) == .noProgram(path: "/tmp"))
        guard case .foreign("/bin/cat", let said) = failure(VMAFSearch(option: "/bin/cat", environment: [:])) else {
            Issue.record("cat was not found to be foreign")
            return
        }
        #expect(said.contains("invalid option"))
        let folder = try TemporaryFolder()
        let picture = folder.file("ffmpeg")
        try Data([0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 0]).write(to: URL(filePath: picture))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: picture)
        #expect(
            failure(VMAFSearch(option: picture, environment: [:]))
                == .foreign(path: picture, said: "Exec format error")
        )
    }

    @Test func oneThatHangsOrNeverStopsTalkingIsGivenUp() throws {
        let mute = try FakeTool("sleep 100")
        #expect(
            failure(VMAFSearch(option: mute.path, environment: [:], limit: .milliseconds(200)))
                == .hangs(path: mute.path, work: "say what it is", limit: .milliseconds(200))
        )
        let endless = try FakeTool("exec yes")
        #expect(failure(VMAFSearch(option: endless.path, environment: [:])) == .tooMuchOutput(path: endless.path))
    }

    /// `scripts/test` has set it up where the machine has none.
    @Test func thisMachineHasOne() throws {
        let tool = try RealVMAF.tool()
        #expect(tool.version.hasPrefix("ffmpeg "))
        #expect(tool.models(clock: RealVMAF.clock).contains(.standard))
        #expect(try #require(tool.libraryVersion(clock: RealVMAF.clock)).isEmpty == false)
    }
}

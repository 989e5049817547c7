import Foundation
import LabCommand
import LabModel
import LabTesting
import Testing

@Suite struct SettingsTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func settings(_ yaml: String?, environment: [String: String] = [:]) throws -> Settings {
        guard let yaml else { return try Settings(config: nil, environment: environment) }
        let path = folder.file("lab.yaml")
        try Data(yaml.utf8).write(to: URL(filePath: path))
        return try Settings(config: path, environment: environment)
    }

    private func error(_ yaml: String) -> CommandError? {
        do {
            _ = try settings(yaml)
            return nil
        } catch {
            return error as? CommandError
        }
    }

    @Test func theFirstSourceWins() throws {
        let file = "duration: 3s\n"
        let environment = ["GLASSLAB_DURATION": "2s"]
        let all = try settings(file, environment: environment)
        #expect(try all.value(.duration, flag: "1s", default: .zero, as: .duration()) == .seconds(1))
        #expect(try all.value(.duration, flag: nil, default: .zero, as: .duration()) == .seconds(2))
        let onlyFile = try settings(file)
        #expect(try onlyFile.value(.duration, flag: nil, default: .zero, as: .duration()) == .seconds(3))
        #expect(try onlyFile.value(.drain, flag: nil, default: .seconds(5), as: .duration()) == .seconds(5))
        #expect(try onlyFile.value(.drain, flag: nil, as: .duration()) == nil)
    }

    @Test func badValuesNameTheirSource() throws {
        let bad = try settings("# comment\n\nfps: 0\nbitrate: [1, 2]\n", environment: ["GLASSLAB_GOP": "soon"])
        let path = folder.file("lab.yaml")
        let rate = SettingKind<FrameRate>.frameRate
        #expect(throws: CommandError.badValue("x", source: "--fps", expected: rate.expected)) {
            try bad.value(.fps, flag: "x", as: rate)
        }
        #expect(throws: CommandError.badValue("0", source: "\(path):3, fps", expected: rate.expected)) {
            try bad.value(.fps, flag: nil, as: rate)
        }
        let length = SettingKind<Latency>.duration()
        #expect(
            throws: CommandError.badValue(
                "soon",
                source: "GLASSLAB_GOP in the environment",
                expected: length.expected
            )
        ) {
            try bad.value(.gop, flag: nil, as: length)
        }
        #expect(throws: CommandError.badFile(path: "\(path):4", reason: "bitrate is not a single value")) {
            try bad.value(.bitrate, flag: nil, as: .dataRate)
        }
    }

    @Test func requiredSettingsMustBeGiven() throws {
        let settings = try settings(nil)
        #expect(throws: CommandError.missing(.id)) { try settings.required(.id, flag: nil, as: .text) }
        #expect(try settings.required(.id, flag: "a", as: .text) == "a")
    }

    @Test func severalValuesComeFromOneSource() throws {
        let list = try settings(
            "provider: [one, two]\npush: rtmp://a/b\n",
            environment: ["GLASSLAB_QUALITY": "psnr,vmaf", "GLASSLAB_GATE": "a,b\n\nc\n"]
        )
        #expect(try list.values(.provider, flags: [], as: .text) == ["one", "two"])
        #expect(try list.values(.gate, flags: [], as: .text) == ["a,b", "c"])
        #expect(try list.values(.provider, flags: ["three"], as: .text) == ["three"])
        #expect(try list.values(.push, flags: [], as: .text) == ["rtmp://a/b"])
        #expect(try list.values(.quality, flags: [], as: .text) == ["psnr", "vmaf"])
        #expect(try list.values(.variant, flags: [], as: .text) == [])
    }

    @Test func switchesComeFromAnySource() throws {
        let some = try settings("mixed: yes\n", environment: ["GLASSLAB_JSON": "1", "GLASSLAB_VERBOSE": "off"])
        #expect(try some.flag(.mixed, flag: false))
        #expect(try some.flag(.json, flag: false))
        #expect(try !some.flag(.verbose, flag: false))
        #expect(try some.flag(.verbose, flag: true))
        #expect(try !some.flag(.liveEdge, flag: false))
    }

    @Test(arguments: ["", "\n", "# nothing here\n", "---\n", "...\n"])
    func emptyFilesSayNothing(yaml: String) throws {
        #expect(try settings(yaml).value(.fps, flag: nil, as: .frameRate) == nil)
    }

    @Test func emptyVariablesCountAsNone() throws {
        let settings = try settings("fps: 30\n", environment: ["GLASSLAB_FPS": "", "GLASSLAB_CONFIG": ""])
        #expect(try settings.value(.fps, flag: nil, as: .frameRate) == FrameRate(30.0))
    }

    @Test func wrongFilesAreRefused() {
        let path = folder.file("lab.yaml")
        #expect(error("fsp: 30\n") == .unknownKey("fsp", path: path, line: 1, nearest: "fps"))
        #expect(error("fps: 30\njust text\n") == .badFile(path: "\(path):2", reason: "a line without a colon"))
        #expect(error("fps: [1,\n") != nil)
        #expect(error("fps: {a: {b: [c, {d: e}]}}\n") != nil)
        #expect(
            error("fps: 30\n" + String(repeating: "#", count: 1 << 20))
                == .unreadableFile(path: path, reason: "it is larger than 1 MiB")
        )
    }

    @Test func missingFilesAreRefused() {
        #expect(throws: CommandError.unreadableFile(path: "/no/lab.yaml", reason: "No such file or directory")) {
            try Settings(config: "/no/lab.yaml", environment: [:])
        }
        #expect(throws: CommandError.unreadableFile(path: "/no/2.yaml", reason: "No such file or directory")) {
            try Settings(config: nil, environment: ["GLASSLAB_CONFIG": "/no/2.yaml"])
        }
        #expect(throws: CommandError.self) {
            try Settings(config: folder.path, environment: [:])
        }
    }

    @Test func noiseIsReadOrRefused() throws {
        var generator = SeededGenerator(seed: 3)
        let letters = Array("fps: 30\n-[]{}\"'#&*!|>%@,\t\u{0}é")
        for _ in 0..<200 {
            let text = String(
                (0..<Int.random(in: 0...40, using: &generator)).map { _ in
                    letters[Int.random(in: 0..<letters.count, using: &generator)]
                }
            )
            do {
                _ = try settings(text).value(.fps, flag: nil, as: .text)
            } catch {
                #expect(error is CommandError)
            }
        }
    }

    @Test func namesOfVariablesAndOptions() {
        #expect(SettingName.imageSize.variable == "GLASSLAB_IMAGE_SIZE")
        #expect(SettingName.imageSize.option == "--image-size")
        #expect(SettingName.database.variable == "GLASSLAB_DB")
    }
}

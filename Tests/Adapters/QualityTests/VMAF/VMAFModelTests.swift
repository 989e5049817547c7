import Foundation
import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite struct VMAFModelTests {
    @Test(arguments: [
        ("v0.6.1", VMAFModel.standard, "vmaf_v0.6.1"), ("neg", .noEnhancementGain, "vmaf_v0.6.1neg"),
        ("4k", .ultraHighDefinition, "vmaf_4k_v0.6.1"), ("v1", .first, "vmaf_v1.0.16_3d0h"),
    ])
    func optionsNameModels(option: String, model: VMAFModel, version: String) throws {
        #expect(try VMAFModel(option: option) == model)
        #expect(model.name == option)
        #expect(model.version == version)
        #expect(model.recordedName == version)
    }

    @Test func filesAreNamedByPathOrEnding() throws {
        #expect(try VMAFModel(option: "mine.json") == .file("mine.json"))
        #expect(try VMAFModel(option: "./mine") == .file("./mine"))
        #expect(VMAFModel.file("/home/somebody/mine.json").recordedName == "mine.json")
        #expect(VMAFModel.file("/home/somebody/mine.json").version == nil)
    }

    @Test func otherNamesAreAnError() {
        #expect(throws: QualityError.vmaf(.unknownModel(name: "v0.6.2", known: ["v0.6.1", "neg", "4k", "v1"]))) {
            try VMAFModel(option: "v0.6.2")
        }
        #expect(throws: QualityError.self) { try VMAFModel(option: "") }
    }

    @Test(arguments: [
        (nil, "it cannot be read"), ("", "it is no JSON"), ("\u{80}pickle", "it is no JSON"),
    ])
    func aFileThatIsNoModelIsFoundBeforeTheRun(content: String?, reason: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("model.json")
        try content?.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: VMAFFailure.notAModel(path: path, reason: reason)) { try VMAFModelFile.check(.file(path)) }
    }

    @Test(arguments: ["motion_five_frame_window", "motion_moving_average"])
    func aModelThatLooksFartherIsRefused(option: String) throws {
        let folder = try TemporaryFolder()
        let path = folder.file("model.json")
        let text = #"{"model_dict": {"feature_opts_dicts": [{}, {"\#(option)": true}]}}"#
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        #expect(throws: VMAFFailure.looksFarther(path: path, option: option)) { try VMAFModelFile.check(.file(path)) }
        try text.replacing("true", with: "false").write(toFile: path, atomically: false, encoding: .utf8)
        try VMAFModelFile.check(.file(path))
    }

    @Test func namedModelsNeedNoFile() throws {
        try VMAFModelFile.check(.standard)
    }
}

import LabModel
import LabTesting
import Testing

@testable import Quality

@Suite(.heavy) struct VMAFSessionTests {
    @Test(arguments: [
        (320, 240, 8, VMAFModel.standard), (321, 243, 8, .standard), (320, 240, 10, .standard),
        (319, 241, 10, .noEnhancementGain), (320, 240, 8, .ultraHighDefinition), (322, 241, 8, .first),
    ])
    func aClipScoresAsLibvmafItselfScoresIt(width: Int, height: Int, depth: Int, model: VMAFModel) throws {
        let clip = VMAFClip(12, width: width, height: height, depth: depth)
        let direct = try RealVMAF.direct(clip, model: model)
        let outcome = try clip.score(Array(0..<12), in: RealVMAF.session(clip, model: model))
        #expect(outcome.failure == nil)
        #expect(outcome.scores.map(\.id) == Array(0..<12))
        #expect(outcome.model == model.version)
        #expect(Set(direct.map { Int($0) }).count > 2, "the clip says nothing: \(direct)")
        for (score, wanted) in zip(outcome.scores, direct) {
            #expect(abs(score.vmaf - wanted) <= 0.0001, "picture \(score.id): \(score.vmaf), libvmaf \(wanted)")
        }
    }

    /// A score is the same whatever else is scored: every picture, every fifth, with one of twenty missing, alone.
    @Test(arguments: [VMAFModel.standard, .first])
    func aScoreDoesNotDependOnWhatElseIsScored(model: VMAFModel) throws {
        let clip = VMAFClip(31, width: 320, height: 240)
        let direct = try RealVMAF.direct(clip, model: model)
        var limits = VMAFLimits()
        // Several processes each, with their seams at other places.
        limits.batch = 11
        let choices: [[Int]] = [
            Array(0..<31), Array(stride(from: 0, to: 31, by: 5)), (0..<31).filter { $0 % 20 != 7 },
            Array(stride(from: 1, to: 31, by: 2)),
        ]
        for numbers in choices {
            let outcome = try clip.score(numbers, in: RealVMAF.session(clip, model: model, limits: limits))
            #expect(outcome.failure == nil)
            #expect(outcome.scores.map(\.id) == numbers)
            for score in outcome.scores {
                let difference = abs(score.vmaf - direct[score.id])
                #expect(difference <= 0.0001, "picture \(score.id) of \(numbers.count): off by \(difference)")
            }
        }
    }

    @Test(arguments: [VMAFModel.standard, .first])
    func identicalPicturesScoreAsLibvmafSays(model: VMAFModel) throws {
        let clip = VMAFClip(5, width: 320, height: 240, isSpoilt: false)
        let direct = try RealVMAF.direct(clip, model: model)
        let outcome = try clip.score(Array(0..<5), in: RealVMAF.session(clip, model: model))
        #expect(outcome.scores.map(\.vmaf) == direct)
        #expect(direct.allSatisfy { $0 > 95 })
    }

    @Test(arguments: [VMAFModel.standard, .first])
    func aClipOfOnePictureScoresAsLibvmafSays(model: VMAFModel) throws {
        let clip = VMAFClip(1, width: 320, height: 240)
        let direct = try RealVMAF.direct(clip, model: model)
        let outcome = try clip.score([0], in: RealVMAF.session(clip, model: model))
        #expect(outcome.scores.map(\.vmaf) == direct)
        #expect(outcome.failure == nil)
    }

    @Test func aSessionWithoutPicturesHasNoScores() throws {
        let clip = VMAFClip(1, width: 320, height: 240)
        let session = try RealVMAF.session(clip)
        let outcome = session.finish()
        #expect(outcome == session.finish())
        #expect(outcome.scores.isEmpty && outcome.lost.isEmpty && outcome.failure == nil && outcome.version == nil)
        #expect(throws: QualityError.vmaf(.finished)) { _ = try clip.score([0], in: session) }
    }

    @Test func recordsWhatScored() throws {
        let clip = VMAFClip(1, width: 320, height: 240)
        let tool = try RealVMAF.tool()
        let outcome = try clip.score([0], in: RealVMAF.session(clip))
        let library = try #require(tool.libraryVersion(clock: RealVMAF.clock))
        #expect(outcome.model == "vmaf_v0.6.1")
        #expect(outcome.version == "libvmaf \(library), \(tool.version)")
    }

    @Test func anotherShapeIsRefused() throws {
        let (clip, other) = (VMAFClip(2, width: 320, height: 240), VMAFClip(2, width: 322, height: 240))
        let session = try RealVMAF.session(clip)
        #expect(
            throws: QualityError.differentShapes(reference: "320x240 of 8 bits", distorted: "322x240 of 8 bits")
        ) {
            _ = try other.score([0], in: session)
        }
        #expect(try clip.score([0, 1], in: session).scores.count == 2)
    }

    @Test func aShapeThatLibvmafDoesNotTakeIsFoundBeforeTheRun() throws {
        let clip = VMAFClip(1, width: 8, height: 8)
        #expect(throws: QualityError.self) { try RealVMAF.session(clip) }
    }

    @Test func libvmafsThreadsAndLowPriorityChangeNoScore() throws {
        let clip = VMAFClip(8, width: 320, height: 240)
        var limits = VMAFLimits.live
        limits.threads = 2
        let outcome = try clip.score(Array(0..<8), in: RealVMAF.session(clip, limits: limits))
        #expect(outcome.scores.map(\.vmaf) == (try RealVMAF.direct(clip)))
    }
}

import LabModel
import Testing

@testable import Receiving

@Suite struct KeyframeSpacingTests {
    private func spacing(_ frames: [(seconds: Double?, isKeyframe: Bool)]) -> Latency? {
        var spacing = KeyframeSpacing()
        for frame in frames {
            spacing.add(Sample(presentationTime: frame.seconds.map { .seconds($0) }, isKeyframe: frame.isKeyframe))
        }
        return spacing.longest
    }

    @Test func isTheLongestTimeFromKeyframeToKeyframe() {
        #expect(spacing([(0, true), (0.5, false), (1, true), (3, true), (4, true)]) == .seconds(2))
    }

    @Test func needsTwoKeyframes() {
        #expect(spacing([]) == nil)
        #expect(spacing([(0, true), (1, false), (nil, true)]) == nil)
    }

    @Test func jumpsOfPresentationTimeAreNone() {
        #expect(spacing([(10, true), (11, true), (500, true), (502, true), (0, true), (1, true)]) == .seconds(2))
    }
}

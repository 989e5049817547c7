import LabModel
import Testing

@testable import Estimation

@Suite struct SampleClassifierTests {
    /// Samples with presentation times 40 ms apart, each shifted as told, classified in order.
    private func classify(
        _ plan: [(number: Int, shiftMs: Double)],
        join: WallTime? = nil,
        edit: (Int, inout Sample) -> Void = { _, _ in }
    ) -> (samples: [Sample], facts: [ClassifierFact]) {
        var run = Planted()
        for (index, step) in plan.enumerated() {
            run.show(step.number) { sample in
                sample.presentationTime = .milliseconds(Double(step.number) * 40 + step.shiftMs)
                edit(index, &sample)
            }
        }
        var classifier = SampleClassifier(join: join, nominalPeriod: Planted.period)
        var facts: [ClassifierFact] = []
        let samples = run.trace.samples.map { sample in
            var sample = sample
            facts += classifier.classify(&sample)
            return sample
        }
        return (samples, facts)
    }

    @Test func aSteadyStreamIsOneEpoch() {
        let (samples, facts) = classify([(0, 0), (1, 0), (60, 0), (61, 900)])
        #expect(facts.isEmpty)
        #expect(samples.allSatisfy { $0.epoch == 0 && !$0.isRepeated && !$0.isBacklog })
    }

    @Test func aNewStreamStartsAnEpoch() {
        let (samples, facts) = classify([(0, 0), (1, 0), (2, 0), (3, 0)]) { index, sample in
            if index > 1 {
                sample.stamp?.streamID = StreamID(rawValue: 9)
            }
        }
        #expect(samples.map(\.epoch) == [0, 0, 1, 1])
        #expect(facts == [.newStream(epoch: 1, from: Planted.stream, to: StreamID(rawValue: 9))])
        #expect(facts.first?.text == "Stream 00000007 was replaced by stream 00000009: epoch 1 begins.")
        #expect(facts.first?.event(tS: 2).code == "epoch")
    }

    @Test(arguments: [5_000.0, -5_000]) func aJumpOfPresentationTimeStartsOne(shiftMs: Double) {
        let (samples, facts) = classify([(0, 0), (1, 0), (2, shiftMs), (3, shiftMs)])
        #expect(samples.map(\.epoch) == [0, 0, 1, 1])
        #expect(facts == [.presentationJump(epoch: 1, by: .milliseconds(shiftMs))])
    }

    /// The mark tells how late the tick was; its presentation time is when it was due.
    @Test func aFrameOfALateTickIsNoJump() {
        let (samples, facts) = classify([(0, 0), (1, 0), (2, 0), (57, 0)]) { index, sample in
            guard index == 2 else { return }
            sample.stamp?.time = Planted.at(ms: 2 * 40 + 2_180)
            sample.stamp?.latenessTicks = 21_800
        }
        #expect(facts.isEmpty && samples.allSatisfy { $0.epoch == 0 })
    }

    @Test func aPictureHeldForSecondsIsNoJump() {
        let held = (1...75).map { (1, Double($0) * 40) }
        let (samples, facts) = classify([(0, 0), (1, 0)] + held + [(77, 0), (78, 0)])
        #expect(facts.isEmpty)
        #expect(samples.count(where: \.isRepeated) == 75)
    }

    @Test func withoutStampsOnlyFarBackwardsIsAJump() {
        let (samples, facts) = classify([(0, 0), (400, 0), (300, 0), (301, 0), (290, 0)]) { _, sample in
            sample.stamp = nil
        }
        #expect(samples.map(\.epoch) == [0, 0, 1, 1, 1])
        #expect(facts.first?.text == "Presentation time jumped by -4000.0 ms: epoch 1 begins.")
    }

    @Test func backlogIsStampedBeforeJoin() {
        let join = Planted.at(ms: 50)
        let (samples, _) = classify([(0, 0), (1, 0), (2, 0)], join: join) { index, sample in
            sample.clockOffset = index == 0 ? nil : .zero
        }
        #expect(samples.map(\.isBacklog) == [false, true, false])
        let (ahead, _) = classify([(1, 0), (2, 0)], join: join) { _, sample in
            sample.clockOffset = .milliseconds(31)
        }
        #expect(ahead.map(\.isBacklog) == [true, true])
    }

    @Test func repeatsFollowAtOnce() {
        let plan = [(0, 0.0), (0, 1), (1, 0), (0, 0), (0, 0), (0, 0)]
        let (samples, _) = classify(plan) { index, sample in
            if index == 4 {
                sample.stamp = nil
            }
        }
        #expect(samples.map(\.isRepeated) == [false, true, false, false, false, false])
    }

    @Test func anAccessUnitWithoutPictureChangesNothing() {
        let (samples, facts) = classify([(0, 0), (1, -90_000), (0, 1)]) { index, sample in
            if index == 1 {
                sample.decoded = nil
                sample.stamp = nil
            }
        }
        #expect(samples.map(\.isRepeated) == [false, false, true])
        #expect(facts.isEmpty)
    }
}

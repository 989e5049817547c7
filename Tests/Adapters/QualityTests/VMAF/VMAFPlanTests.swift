import LabTesting
import Testing

@testable import Quality

@Suite struct VMAFPlanTests {
    private func submission(
        before: Bool = true,
        after: Bool = true,
        followsOn: Bool = false,
        shares: Bool = false
    ) -> VMAFPlan.Submission {
        VMAFPlan.Submission(hasBefore: before, hasAfter: after, followsOn: followsOn, sharesNeighbour: shares)
    }

    @Test func aWholeClipIsSentOnce() {
        var plan = VMAFPlan(.every)
        #expect(plan.steps(for: submission(before: false)) == [.own])
        #expect(plan.steps(for: submission(followsOn: true)) == [.own])
        #expect(plan.steps(for: submission(after: false, followsOn: true)) == [.own])
        #expect(plan.closing() == [])
        #expect(plan.sent == 3)
    }

    @Test func aRunIsSentBetweenItsNeighbours() {
        var plan = VMAFPlan(.every)
        #expect(plan.steps(for: submission()) == [.before, .own])
        #expect(plan.steps(for: submission(followsOn: true)) == [.own])
        #expect(plan.closing() == [.kept])
        #expect(plan.closing() == [])
        #expect(plan.sent == 4)
    }

    @Test func aDroppedPictureBetweenTwoIsSentOnce() {
        var plan = VMAFPlan(.every)
        _ = plan.steps(for: submission())
        #expect(plan.steps(for: submission(shares: true)) == [.kept, .own])
        #expect(plan.steps(for: submission()) == [.kept, .before, .own])
    }

    @Test func loneOnesStandAtMultiplesOfThree() {
        var plan = VMAFPlan(.triples)
        #expect(plan.steps(for: submission()) == [.before, .before, .before, .own, .after])
        #expect(plan.steps(for: submission()) == [.before, .own, .after])
        #expect(plan.steps(for: submission(after: false)) == [.before, .own])
        #expect(plan.closing() == [])
    }

    @Test func aClipsFirstPictureIsAProcessesFirst() {
        var plan = VMAFPlan(.triples)
        #expect(plan.takes(submission(before: false)))
        #expect(plan.steps(for: submission(before: false)) == [.own, .after])
        #expect(!plan.takes(submission(before: false)))
        #expect(plan.takes(submission()))
        #expect(plan.steps(for: submission()) == [.before, .own, .after])
    }

    /// Whatever is submitted, each score's neighbours in what is sent are the submitted ones, and it is computed.
    @Test(arguments: [VMAFCommand.Interval.every, .triples], 0..<40)
    func everyScoreSeesItsOwnNeighbours(interval: VMAFCommand.Interval, seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var numbers = (1..<60).filter { _ in Int.random(in: 0..<100, using: &random) < 20 + seed * 2 }
        if seed % 4 == 0 {
            numbers.insert(0, at: 0)
        }
        var plan = VMAFPlan(interval)
        var sent: [Int] = []
        var places: [Int: Int] = [:]
        var last: Int?
        for number in numbers {
            let submission = VMAFPlan.Submission(
                hasBefore: number > 0,
                hasAfter: true,
                followsOn: last == number - 1,
                sharesNeighbour: last == number - 2
            )
            #expect(plan.takes(submission))
            for step in plan.steps(for: submission) {
                switch step {
                case .before: sent.append(number - 1)
                case .own:
                    places[number] = sent.count
                    sent.append(number)
                case .after: sent.append(number + 1)
                case .kept: sent.append((last ?? -9) + 1)
                }
            }
            last = number
        }
        sent += plan.closing().map { _ in (last ?? -9) + 1 }
        #expect(plan.sent == sent.count)
        for (number, place) in places {
            #expect(sent[place] == number)
            #expect(number == 0 ? place == 0 : sent[place - 1] == number - 1)
            #expect(sent[place + 1] == number + 1)
            #expect(place % interval.rawValue == 0)
        }
        #expect(places.count == numbers.count)
    }
}

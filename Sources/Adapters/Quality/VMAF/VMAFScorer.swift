import LabModel

/// What a session does, on one thread: hands pictures to one process after another and gathers their scores.
struct VMAFScorer {
    /// The first process gets few pictures: what they share tells how to feed the next.
    private static let firstBatch = 8

    private let job: VMAFJob
    private let canSkip: Bool
    private let libraryVersion: String
    private let running: VMAFRunning

    /// Gets pictures; nil before the first and after its last.
    private var batch: VMAFBatch?
    /// Has got all its pictures and computes the rest.
    private var draining: VMAFBatch?
    private var interval: VMAFCommand.Interval?
    private var room: Int
    private var deathsInRow = 0

    /// Luma of the last submitted picture's own reference, and of the one after it where there was one.
    private var own = LumaCopy()
    private var kept = LumaCopy()
    private var hasKept = false

    private var order: [Int] = []
    private var scores: [Int: Double] = [:]
    private var failure: VMAFFailure?
    /// Why nothing more can be submitted; nil while it can.
    private(set) var ending: VMAFFailure?

    init(_ job: VMAFJob, _ verdict: VMAFTrial.Verdict, running: VMAFRunning) {
        self.job = job
        canSkip = verdict.canSkip
        libraryVersion = verdict.libraryVersion
        self.running = running
        room = max(1, min(Self.firstBatch, job.limits.batch))
    }

    /// Takes a picture; whether it can be scored shows later.
    mutating func submit(_ id: Int, _ pictures: VMAFBatch.Pictures) {
        order.append(id)
        let submission = submission(pictures)
        if let open = batch, !open.plan.takes(submission) {
            closeBatch()
        }
        do throws(VMAFFailure) {
            try send(id, pictures, submission)
        } catch {
            batch = nil
            died(error)
        }
        remember(pictures, submission)
        if let open = batch, pictures.after == nil || open.ids.count >= room {
            closeBatch()
        }
    }

    /// Waits for what is still computed, and ends; does nothing the second time.
    mutating func finish() {
        closeBatch()
        collect()
        ending = ending ?? .finished
    }

    /// What there is.
    var outcome: VMAFOutcome {
        var outcome = VMAFOutcome(model: job.model.recordedName)
        outcome.scores = order.compactMap { id in scores[id].map { VMAFOutcome.Score(id: id, vmaf: $0) } }
        outcome.lost = order.filter { scores[$0] == nil }
        outcome.version = scores.isEmpty ? nil : "libvmaf \(libraryVersion), \(job.tool.version)"
        outcome.failure = failure.map { .vmaf($0) }
        return outcome
    }

    private func submission(_ pictures: VMAFBatch.Pictures) -> VMAFPlan.Submission {
        var submission = VMAFPlan.Submission(hasBefore: pictures.before != nil, hasAfter: pictures.after != nil)
        if hasKept, let before = pictures.before {
            submission.followsOn = kept.equals(pictures.own.luma) && own.equals(before.luma)
            submission.sharesNeighbour = !submission.followsOn && kept.equals(before.luma)
        }
        return submission
    }

    private mutating func remember(_ pictures: VMAFBatch.Pictures, _ submission: VMAFPlan.Submission) {
        if submission.followsOn {
            swap(&own, &kept)
        } else {
            own.take(pictures.own.luma)
        }
        if let after = pictures.after {
            kept.take(after.luma)
        }
        hasKept = pictures.after != nil
    }

    private mutating func send(
        _ id: Int,
        _ pictures: VMAFBatch.Pictures,
        _ submission: VMAFPlan.Submission
    ) throws(VMAFFailure) {
        if batch == nil {
            if interval == nil, !submission.hasBefore {
                // A clip that begins with its first picture has all the others too.
                interval = .every
                room = max(1, job.limits.batch)
            }
            let started = try VMAFBatch(job, canSkip ? interval ?? .triples : .every)
            running.add(started.process)
            batch = started
        }
        try batch?.send(id, pictures, submission, kept: kept)
    }

    /// Tells the process that it has got all; it computes on while the next one is fed.
    private mutating func closeBatch() {
        guard var open = batch else { return }
        batch = nil
        interval = open.followers * 2 >= open.ids.count ? .every : .triples
        room = max(1, job.limits.batch)
        do throws(VMAFFailure) {
            try open.close(kept: kept)
        } catch {
            died(error)
            return
        }
        collect()
        draining = open
    }

    private mutating func collect() {
        guard let done = draining else { return }
        draining = nil
        do throws(VMAFFailure) {
            let log = try done.log()
            for (place, id) in done.ids {
                scores[id] = log.scores[place]
            }
            deathsInRow = 0
        } catch {
            died(error)
        }
    }

    private mutating func died(_ reason: VMAFFailure) {
        let reason = running.isCancelled ? .cancelled : reason
        failure = failure ?? reason
        deathsInRow += 1
        if deathsInRow >= max(1, job.limits.deaths) || running.isCancelled {
            ending = ending ?? reason
        }
    }
}

import LabModel

/// Finds out before a run whether a program has a model, by scoring five small pictures.
struct VMAFTrial {
    /// What came of it.
    struct Verdict {
        /// libvmaf's version.
        var libraryVersion: String
        /// Whether the scores stay the same where what lies between is skipped; else every picture must be scored.
        var canSkip: Bool
    }

    /// Large enough for every feature of every model of libvmaf's.
    private static let largest = PixelSize(width: 320, height: 240)
    /// How far two scores of the same picture may be apart: libvmaf writes six decimals.
    private static let tolerance = 0.001

    let job: VMAFJob

    /// Prepares a trial of a job's program and model, with pictures no larger than the job's.
    init(of job: VMAFJob) {
        var small = job
        small.shape = VMAFShape(
            size: PixelSize(
                width: min(job.shape.size.width, Self.largest.width),
                height: min(job.shape.size.height, Self.largest.height)
            ),
            depth: job.shape.depth
        )
        small.limits.finish = job.limits.start
        self.job = small
    }

    /// Scores the middle one of five pictures in a row, and of three with the others skipped.
    func run() throws(VMAFFailure) -> Verdict {
        let row = try score(.every)
        let triple = try score(.triples)
        return Verdict(libraryVersion: row.version, canSkip: abs(row.score - triple.score) <= Self.tolerance)
    }

    /// Scores one picture between its neighbours.
    func score(_ interval: VMAFCommand.Interval) throws(VMAFFailure) -> (version: String, score: Double) {
        var batch = try VMAFBatch(job, interval)
        defer { batch.process.kill() }
        let numbers = interval == .every ? 1...3 : 2...2
        let log: VMAFLog
        do throws(VMAFFailure) {
            var kept = LumaCopy()
            for number in numbers {
                try send(number, to: &batch, keeping: &kept)
            }
            try batch.close(kept: kept)
            log = try batch.log()
        } catch {
            throw explained(error)
        }
        guard let place = batch.ids.first(where: { $0.id == 2 })?.place, let score = log.scores[place] else {
            throw .rubbish(path: job.tool.path, reason: "no score")
        }
        return (log.version, score)
    }

    private func send(_ number: Int, to batch: inout VMAFBatch, keeping kept: inout LumaCopy) throws(VMAFFailure) {
        let drawn = (number - 1...number + 1).map { TrialPicture($0, shape: job.shape, isCoarse: false) }
        let coarse = TrialPicture(number, shape: job.shape, isCoarse: true)
        defer { withExtendedLifetime((drawn, coarse)) {} }
        let pictures = VMAFBatch.Pictures(
            before: drawn[0].view,
            own: drawn[1].view,
            after: drawn[2].view,
            distorted: coarse.view
        )
        let submission = VMAFPlan.Submission(hasBefore: true, hasAfter: true, followsOn: number > 1)
        try batch.send(number, pictures, submission, kept: kept)
        kept.take(drawn[2].view.luma)
    }

    /// Tells a model that is not there from a program that does not work.
    private func explained(_ failure: VMAFFailure) -> VMAFFailure {
        guard case .ended(_, _, let said) = failure, said.contains("libvmaf model") else { return failure }
        if case .file(let path) = job.model {
            return .notAModel(path: path, reason: said)
        }
        return .unknownModel(name: job.model.name, known: [])
    }
}

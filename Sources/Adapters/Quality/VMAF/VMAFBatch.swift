import Glibc
import LabModel

/// One process and the pictures that it was sent.
struct VMAFBatch {
    /// A picture to be scored with its references.
    struct Pictures {
        var before: PictureView?
        var own: PictureView
        var after: PictureView?
        var distorted: PictureView
    }

    let job: VMAFJob
    let process: VMAFProcess
    private(set) var plan: VMAFPlan
    /// The submitted pictures' numbers, each with its place in the process's input.
    private(set) var ids: [(place: Int, id: Int)] = []
    /// How many of them followed on the one before.
    private(set) var followers = 0
    private let stack: PictureStack

    init(_ job: VMAFJob, _ interval: VMAFCommand.Interval) throws(VMAFFailure) {
        self.job = job
        plan = VMAFPlan(interval)
        stack = PictureStack(shape: job.shape, hasChroma: job.model.seesChroma)
        process = try job.start(interval)
    }

    /// Sends a picture and what the plan puts around it.
    ///
    /// - Parameters:
    ///   - id: the picture's number.
    ///   - pictures: the picture and its references.
    ///   - submission: what is known of them.
    ///   - kept: luma of the `after` that was submitted before.
    /// - Throws: why the process took it no more; it has been killed then.
    mutating func send(
        _ id: Int,
        _ pictures: Pictures,
        _ submission: VMAFPlan.Submission,
        kept: LumaCopy
    ) throws(VMAFFailure) {
        let limit = plan.sent == 0 ? job.limits.start : job.limits.write
        let deadline = job.clock.monotonicNow() + limit
        var place = plan.sent
        let steps = plan.steps(for: submission)
        followers += submission.followsOn ? 1 : 0
        ids.append((place + (steps.firstIndex(of: .own) ?? 0), id))
        for step in steps {
            switch step {
            case .own: try write(.picture(pictures.own), .picture(pictures.distorted), deadline, limit)
            case .before: try write(pictures.before.map { .picture($0) } ?? .blank, .blank, deadline, limit)
            case .after: try write(pictures.after.map { .picture($0) } ?? .blank, .blank, deadline, limit)
            case .kept: try write(kept, deadline, limit)
            }
            place += 1
        }
    }

    /// Sends what is left and tells the process that nothing more comes.
    mutating func close(kept: LumaCopy) throws(VMAFFailure) {
        let deadline = job.clock.monotonicNow() + job.limits.write
        for _ in plan.closing() {
            try write(kept, deadline, job.limits.write)
        }
        process.closeInput()
    }

    /// Waits for the scores of a process that was told that nothing more comes.
    func log() throws(VMAFFailure) -> VMAFLog {
        guard let end = process.wait(atMost: job.limits.finish) else {
            process.kill()
            _ = process.wait(atMost: job.limits.lastWords)
            throw .hangs(path: job.tool.path, work: "finish", limit: job.limits.finish)
        }
        if let failure = Self.failure(end, of: job.tool.path) {
            throw failure
        }
        let log: VMAFLog
        do {
            log = try VMAFLog(end.output)
        } catch {
            throw .rubbish(path: job.tool.path, reason: error.reason)
        }
        let missing = ids.count { log.scores[$0.place] == nil }
        guard missing == 0 else {
            throw .rubbish(path: job.tool.path, reason: "\(missing) of \(ids.count) pictures have no score")
        }
        return log
    }

    /// What a process's end says of why it ended; nil where it ended well.
    static func failure(_ end: VMAFProcess.End, of path: String) -> VMAFFailure? {
        if end.wroteTooMuch {
            return .tooMuchOutput(path: path)
        }
        return end.code == 0 ? nil : .ended(path: path, code: end.code, said: ToolWords.first(end.errors))
    }

    private func write(_ kept: LumaCopy, _ deadline: MonotonicTime, _ limit: Latency) throws(VMAFFailure) {
        let result = kept.withBytes { luma in
            stack.withParts(upper: .luma(luma), lower: .blank) { process.write($0, by: deadline, clock: job.clock) }
        }
        try judge(result, limit)
    }

    private func write(
        _ upper: PictureStack.Part,
        _ lower: PictureStack.Part,
        _ deadline: MonotonicTime,
        _ limit: Latency
    ) throws(VMAFFailure) {
        try judge(
            stack.withParts(upper: upper, lower: lower) { process.write($0, by: deadline, clock: job.clock) },
            limit
        )
    }

    private func judge(_ result: VMAFWriter.Result, _ limit: Latency) throws(VMAFFailure) {
        switch result {
        case .written: return
        case .late:
            process.kill()
            _ = process.wait(atMost: job.limits.lastWords)
            throw .hangs(path: job.tool.path, work: "take a picture", limit: limit)
        case .closed:
            let end = process.wait(atMost: job.limits.lastWords)
            if end == nil {
                process.kill()
                _ = process.wait(atMost: job.limits.lastWords)
            }
            throw end.flatMap { Self.failure($0, of: job.tool.path) }
                ?? .rubbish(path: job.tool.path, reason: "it closed its input")
        }
    }
}

public import LabModel
import Synchronization

/// Scores pictures by VMAF, one after another.
///
/// A picture's score depends on its own three references and on itself alone, whatever else is scored before or after
/// it. Where a picture's references are those that the pictures before and after it have too, byte for byte, they are
/// sent once: scoring every picture of a clip costs what libvmaf alone costs.
public final class VMAFSession: Sendable {
    private let job: VMAFJob
    private let running = VMAFRunning()
    private let scorer: Mutex<VMAFScorer>

    /// Starts a session, after a trial that the program has the model; it takes some tenths of a second.
    ///
    /// - Parameters:
    ///   - tool: what computes.
    ///   - model: what predicts.
    ///   - shape: the shape of every picture.
    ///   - limits: how long to wait.
    ///   - clock: the clock of the waiting.
    /// - Throws: ``QualityError/vmaf(_:)``: an unknown model, a file that is no model, a program that does not work,
    ///   a shape that libvmaf does not take.
    public convenience init(
        tool: VMAFTool,
        model: VMAFModel,
        shape: VMAFShape,
        limits: VMAFLimits = VMAFLimits(),
        clock: any LabClock
    ) throws(QualityError) {
        let job = VMAFJob(tool: tool, model: model, shape: shape, limits: limits, clock: clock)
        let verdict: VMAFTrial.Verdict
        do throws(VMAFFailure) {
            try VMAFModelFile.check(model)
            verdict = try VMAFTrial(of: job).run()
        } catch {
            throw .vmaf(Self.explained(error, of: job))
        }
        self.init(job, verdict)
    }

    /// Starts a session whose trial was made.
    init(_ job: VMAFJob, _ verdict: VMAFTrial.Verdict) {
        self.job = job
        scorer = Mutex(VMAFScorer(job, verdict, running: running))
    }

    /// Tells a model that is not there, or is none, from a program that does not work.
    private static func explained(_ failure: VMAFFailure, of job: VMAFJob) -> VMAFFailure {
        switch (failure, job.model) {
        case (.unknownModel(let name, _), _):
            return .unknownModel(name: name, known: job.tool.models(clock: job.clock).map(\.name))
        case (.ended(_, let code, let said), .file(let path)) where job.tool.libraryVersion(clock: job.clock) != nil:
            // libvmaf may well crash over what it does not understand.
            return .notAModel(path: path, reason: said.isEmpty ? "libvmaf ends with \(code) over it" : said)
        default:
            return failure
        }
    }

    deinit {
        running.cancel()
    }

    /// Hands a picture over; blocks while the program is busy, at most ``VMAFLimits/write``, between two processes at
    /// most ``VMAFLimits/finish``.
    ///
    /// From one thread at a time. The pictures may be changed as soon as this returns.
    ///
    /// - Parameters:
    ///   - id: the picture's number, for its score; any, each once.
    ///   - references: the picture's own reference, the one before and the one after it; nil only where the clip has
    ///     none: there libvmaf takes no motion at the first picture, and at the last one that of the step before.
    ///   - distorted: the picture.
    /// - Throws: ``QualityError/differentShapes(reference:distorted:)`` where a picture has another shape than the
    ///   session; ``QualityError/vmaf(_:)`` once the session has given up or was cancelled. A process that dies is
    ///   replaced, at most ``VMAFLimits/deaths`` times, and is no error here.
    public func submit(
        id: Int,
        references: (before: PictureView?, at: PictureView, after: PictureView?),
        distorted: PictureView
    ) throws(QualityError) {
        for picture in [references.before, references.at, references.after, distorted].compactMap({ $0 }) {
            guard job.shape.fits(picture) else {
                throw .differentShapes(reference: job.shape.description, distorted: VMAFShape(of: picture).description)
            }
        }
        let pictures = VMAFBatch.Pictures(
            before: references.before,
            own: references.at,
            after: references.after,
            distorted: distorted
        )
        let ending = scorer.withLock { scorer -> VMAFFailure? in
            if scorer.ending == nil, !running.isCancelled {
                scorer.submit(id, pictures)
            }
            return running.isCancelled ? .cancelled : scorer.ending
        }
        if let ending {
            throw .vmaf(ending)
        }
    }

    /// Waits for the last scores, at most twice ``VMAFLimits/finish``, and ends the process.
    /// - Returns: what was scored, also where something went wrong; the same again at a second call.
    public func finish() -> VMAFOutcome {
        scorer.withLock { scorer in
            scorer.finish()
            return scorer.outcome
        }
    }

    /// Ends the process at once, from any thread; what it had not scored yet is lost.
    public func cancel() {
        running.cancel()
    }
}

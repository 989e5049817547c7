public import LabModel

/// Why there is no VMAF.
public enum VMAFFailure: LabError, Hashable {
    /// Nothing that computes VMAF was found; where it was looked for.
    case notFound(looked: [String])
    /// The program that was named is not there, or is no program.
    case noProgram(path: String)
    /// The program is no ffmpeg; the first line of what it said.
    case foreign(path: String, said: String)
    /// The ffmpeg has no libvmaf.
    case withoutLibVMAF(path: String, version: String)
    /// No model of that name; the names that there are, empty where nobody knows.
    case unknownModel(name: String, known: [String])
    /// The file of a model cannot be read, or is no model.
    case notAModel(path: String, reason: String)
    /// The model looks at more than a picture's own three references.
    case looksFarther(path: String, option: String)
    /// The process could not be started.
    case notStarted(path: String, reason: String)
    /// The process did nothing for too long; what it should have done.
    case hangs(path: String, work: String, limit: Latency)
    /// The process ended before its work did; its exit code, 128 + the signal where it was killed, and what it said.
    case ended(path: String, code: Int32, said: String)
    /// What the process wrote are no scores.
    case rubbish(path: String, reason: String)
    /// The process wrote far more than scores take.
    case tooMuchOutput(path: String)
    /// The session was cancelled.
    case cancelled
    /// The session has ended: nothing more can be submitted.
    case finished

    /// What went wrong, without a full stop.
    public var what: String {
        switch self {
        case .notFound: "nothing computes VMAF here"
        case .noProgram: "there is no such program to compute VMAF"
        case .foreign(_, let said): "this is no ffmpeg: it says '\(said)'"
        case .withoutLibVMAF(_, let version): "\(version) has no libvmaf filter"
        case .unknownModel(let name, _): "there is no VMAF model '\(name)'"
        case .notAModel(_, let reason): "this is no VMAF model: \(reason)"
        case .looksFarther(_, let option):
            "this VMAF model looks farther than a picture's neighbours (\(option))"
        case .notStarted(_, let reason): "cannot start the program that computes VMAF: \(reason)"
        case .hangs(_, let work, let limit): "the program that computes VMAF did not \(work) within \(Self.text(limit))"
        case .ended(_, let code, let said):
            "the program that computes VMAF ended with \(code)" + (said.isEmpty ? "" : ", saying '\(said)'")
        case .rubbish(_, let reason): "the program that computes VMAF wrote no scores: \(reason)"
        case .tooMuchOutput: "the program that computes VMAF wrote far more than scores take"
        case .cancelled: "scoring by VMAF was cancelled"
        case .finished: "scoring by VMAF has ended"
        }
    }

    /// Where: the program or the model's file.
    public var place: String? {
        switch self {
        case .notFound(let looked): looked.isEmpty ? nil : "looked at " + looked.joined(separator: ", ")
        case .noProgram(let path), .foreign(let path, _), .withoutLibVMAF(let path, _), .notAModel(let path, _),
            .looksFarther(let path, _), .notStarted(let path, _), .hangs(let path, _, _), .ended(let path, _, _),
            .rubbish(let path, _), .tooMuchOutput(let path):
            path
        case .unknownModel, .cancelled, .finished: nil
        }
    }

    /// What to do about it.
    public var remedy: String? {
        switch self {
        case .notFound: "Run scripts/setup-vmaf once, or name an ffmpeg that has libvmaf by --vmaf-tool"
        case .noProgram, .foreign, .withoutLibVMAF:
            "Name an ffmpeg that has libvmaf by --vmaf-tool or GLASSLAB_VMAF, or name none and run scripts/setup-vmaf"
        case .unknownModel(_, let known):
            known.isEmpty
                ? "Name another by --vmaf-model" : "There are \(known.joined(separator: ", ")), or a FILE.json"
        case .notAModel: "Name a model of libvmaf's own format (JSON) by --vmaf-model"
        case .looksFarther: "Name another by --vmaf-model: frames that are sampled or dropped have no longer window"
        case .notStarted: "Try the program by itself; glasslab doctor says which is used"
        case .hangs, .ended, .rubbish, .tooMuchOutput:
            "Try another ffmpeg that has libvmaf by --vmaf-tool; glasslab doctor says which is used"
        case .cancelled, .finished: nil
        }
    }

    private static func text(_ limit: Latency) -> String {
        limit.seconds < 1 ? "\(limit.nanoseconds / 1_000_000) ms" : "\(Int(limit.seconds.rounded())) s"
    }
}

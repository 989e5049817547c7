public import LabModel

/// Why something could not be had from AWS; texts hold no secret, no token and no signature.
public enum AWSError: LabError, Hashable {
    /// Nobody who is asked for credentials has any; `looked` are the places, in their order.
    case noCredentials(looked: [String])
    /// A source that is set up for credentials gives none; `source` such as `profile lab`.
    case badCredentials(source: String, reason: String)
    /// Credentials whose end has come, and whose source has no newer ones.
    case expiredCredentials(source: String)
    /// No such profile; `files` are those that were read.
    case noProfile(name: String, files: [String])
    /// A shared file cannot be read.
    case badFile(place: SourcePlace, reason: String)
    /// Nobody says which region.
    case noRegion
    /// This is no region's name.
    case badRegion(String)
    /// This is no address of a service; `source` is the variable or file that gives it.
    case badEndpoint(source: String, reason: String)
    /// A request that no service would take.
    case badArgument(operation: AWSOperation, reason: String)
    /// No connection, or it was lost before an answer came; `host` is host and port.
    case unreachable(operation: AWSOperation, host: String, reason: String)
    /// No whole answer came in time.
    case timedOut(operation: AWSOperation, host: String, limit: Latency)
    /// An answer longer than is taken.
    case tooLong(operation: AWSOperation, limit: ByteCount)
    /// The service refused.
    case refused(AWSRefusal)
    /// The answer is not what the service promises.
    case unreadable(operation: AWSOperation, reason: String, requestID: String?)
    /// A file of this machine cannot be read or written.
    case badLocalFile(path: String, reason: String)
    /// Somebody asked to stop.
    case cancelled
    /// The session has been shut down.
    case closed

    /// What went wrong, without a full stop.
    public var what: String {
        switch self {
        case .noCredentials(let looked): "no AWS credentials: looked for \(looked.joined(separator: ", "))"
        case .badCredentials(let source, let reason): "\(source) gives no AWS credentials: \(reason)"
        case .expiredCredentials(let source): "the AWS credentials of \(source) have expired"
        case .noProfile(let name, _): "there is no AWS profile \(name)"
        case .badFile(_, let reason): "the shared AWS settings cannot be read: \(reason)"
        case .noRegion: "no AWS region is set"
        case .badRegion(let text): "\(text) is no AWS region"
        case .badEndpoint(_, let reason): "this is no address of a service: \(reason)"
        case .badArgument(let operation, let reason): "\(operation.rawValue) was not asked: \(reason)"
        case .unreachable(let operation, _, let reason): "\(operation.rawValue) got no answer: \(reason)"
        case .timedOut(let operation, _, let limit):
            "\(operation.rawValue) got no answer within \(Latency.text(of: limit))"
        case .tooLong(let operation, let limit):
            "the answer of \(operation.rawValue) is longer than \(limit.bytes) bytes"
        case .refused(let refusal): refusal.text
        case .unreadable(let operation, let reason, let requestID):
            "the answer of \(operation.rawValue) cannot be read: \(reason)\(AWSRefusal.suffix(requestID))"
        case .badLocalFile(_, let reason): "the file cannot be used: \(reason)"
        case .cancelled: "cancelled"
        case .closed: "the connection to AWS has been shut down"
        }
    }

    /// A file, a host, a variable; nil where ``what`` says it.
    public var place: String? {
        switch self {
        case .noProfile(_, let files): files.joined(separator: ", ")
        case .badFile(let place, _): place.description
        case .badEndpoint(let source, _): source
        case .unreachable(_, let host, _), .timedOut(_, let host, _): host
        case .badLocalFile(let path, _): path
        default: nil
        }
    }

    /// What to do next.
    public var remedy: String? {
        switch self {
        case .noCredentials:
            "Run `aws configure`, name a profile by AWS_PROFILE, or set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        case .badCredentials: "Mend that source, or name another by AWS_PROFILE"
        case .expiredCredentials: "Sign in again, for a profile with single sign-on by `aws sso login`"
        case .noProfile: "Check AWS_PROFILE; `aws configure list-profiles` tells what there is"
        case .badFile: "Mend that line"
        case .noRegion: "Use --region, set AWS_REGION, or add `region` to the profile"
        case .badRegion: "Regions have names such as eu-central-1"
        case .badEndpoint: "Give an address such as http://127.0.0.1:5000 or take the setting away"
        case .unreachable: "Check the network, the region's name and AWS_ENDPOINT_URL"
        case .timedOut: "Check the network, or try again later"
        case .refused(let refusal): refusal.remedy
        case .unreadable: "Check that AWS_ENDPOINT_URL names a service of AWS's kind"
        case .badLocalFile: "Check that the file is there, its rights, and the room on its disk"
        case .badArgument, .tooLong, .cancelled, .closed: nil
        }
    }

    /// 75 where the same may succeed a moment later.
    public var exitStatus: ExitStatus {
        switch self {
        case .refused(let refusal): refusal.kind.isPassing || refusal.kind == .noCapacity ? .transient : .failed
        case .unreachable, .timedOut: .transient
        default: .failed
        }
    }
}

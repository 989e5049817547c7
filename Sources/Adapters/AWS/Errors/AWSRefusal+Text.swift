extension AWSRefusal {
    /// What was refused, in the service's own words, and what AWS finds it by.
    var text: String {
        let answer = [code, message].filter { !$0.isEmpty }.joined(separator: ": ")
        let said = answer.isEmpty ? "status \(status)" : answer
        let often = attempts > 1 ? " after \(attempts) attempts" : ""
        return "\(operation.rawValue) was refused\(often): \(said)\(Self.suffix(requestID))"
    }

    /// What to do next.
    var remedy: String? {
        switch kind {
        case .denied where operation.rights.isEmpty: "Check the rights of the credentials"
        case .denied: "Give the credentials the right \(operation.rights.joined(separator: ", "))"
        case .expired where operation.service == .s3: "Sign in again, or ask for a new pre-signed address"
        case .expired: "Sign in again, for a profile with single sign-on by `aws sso login`"
        case .unknownKey: "Check the access key, that it is active, and that the session token belongs to it"
        case .wrongSignature: "Check the secret access key: it does not belong to this access key"
        case .clockSkew: "Set this machine's clock"
        case .throttled: "Try again in a minute, or let fewer run at the same time"
        case .unavailable: "Try again in a minute; the AWS Health Dashboard tells of failures"
        case .noCapacity: "Try again later, or another subnet, region or size of task"
        case .notFound: "Check the name, the account and the region"
        case .wrongRegion: "Use --region with the region that it is in"
        case .precondition: "Look at what is there now, and decide again"
        case .invalid: nil
        }
    }

    /// What AWS finds a request by, in brackets.
    static func suffix(_ requestID: String?) -> String {
        requestID.map { " (request \($0))" } ?? ""
    }
}

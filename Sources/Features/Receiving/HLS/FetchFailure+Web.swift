import HLS
import LabModel
import WebClient

extension FetchFailure {
    /// What a failed fetch means to a client of HLS.
    init(_ error: WebError) {
        switch error {
        case .refusedByServer(_, let status): self = .status(status)
        case .timedOut, .tooSlow: self = .timedOut
        default: self = .other(error.what)
        }
    }

    /// A sentence for a person.
    var text: String {
        switch self {
        case .status(let status): "the server answered \(status)"
        case .timedOut: "nothing came in time"
        case .other(let text): text
        }
    }
}

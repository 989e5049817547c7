import LabModel
import Testing

extension Planted {
    /// The run's warning of a kind; nil where it has none.
    func warning(_ code: RunWarning.Code) -> RunWarning? {
        summarize().warnings.first { $0.code == code }
    }
}

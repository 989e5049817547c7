import LabModel
import RunStore

extension RunQuery {
    /// The runs that fit, in order, all pages of them.
    func runs(of content: RunIndex.Content) -> [RunListing] {
        let words = search.lowercased().split(separator: " ").map(String.init)
        let (wanted, state) = (Set(providers), state)
        let found = content.runs.filter { run in
            (wanted.isEmpty || wanted.contains(run.provider))
                && (state == nil || run.state == state)
                && (sweep == nil || content.sweeps[run.uuid] == sweep)
                && words.allSatisfy { Self.text(of: run).contains($0) }
        }
        return order.sorted(found)
    }

    /// The runs of this page.
    func page(of runs: [RunListing]) -> [RunListing] {
        // A page far beyond the last must not overflow.
        let (first, isTooFar) = (page - 1).multipliedReportingOverflow(by: perPage)
        guard !isTooFar, first < runs.count else { return [] }
        return Array(runs[first..<min(first + perPage, runs.count)])
    }

    private static func text(of run: RunListing) -> String {
        "\(run.id)@\(run.attempt) \(run.provider) \(run.state.rawValue) \(run.uuid)".lowercased()
    }
}

import Estimation
import LabModel
import RunStore

/// The runs that a text such as `base@*,other@2` stands for.
struct RunSelection {
    /// What a person calls them.
    let name: String
    /// Names that find exactly one run each, every one once.
    private(set) var names: [String] = []
    /// Attempts passed over because they are not complete, and whether their stream died.
    private var passedOver: [String: Bool] = [:]

    /// How many were passed over because their stream died.
    var died: Int { passedOver.count { $0.value && !names.contains($0.key) } }
    /// How many were passed over because they were interrupted, still run, or read no mark.
    var unfinished: Int { passedOver.count { !$0.value && !names.contains($0.key) } }

    /// The most runs of a set.
    static let limit = 1_000

    /// Finds the runs.
    ///
    /// - Parameters:
    ///   - text: names with commas between: `ID`, `ID@2`, `ID@*`, a uuid, or `PREFIX*` with or without `@*`.
    ///   - provider: whose runs alone are taken; nil for anybody's.
    ///   - store: where they are.
    /// - Throws: ``GlasslabError`` where nothing matches or too much does, or a `RunStoreError`.
    init(_ text: String, provider: String?, in store: RunStore) throws {
        name = provider.map { "\(text) (\($0))" } ?? text
        for part in text.split(separator: ",", omittingEmptySubsequences: false).map(String.init) {
            try add(part, provider: provider, in: store)
        }
        guard !names.isEmpty else {
            throw GlasslabError.noneComplete(name: name, died: died, unfinished: unfinished)
        }
        guard names.count <= Self.limit else {
            throw GlasslabError.tooManyRuns(name: name, count: names.count, limit: Self.limit)
        }
    }

    private mutating func add(_ part: String, provider: String?, in store: RunStore) throws {
        let takesAll = part.hasSuffix("@*")
        let id = takesAll ? String(part.dropLast(2)) : part
        let isPrefix = id.hasSuffix("*")
        guard takesAll || isPrefix || (provider != nil && !id.contains("@")) else {
            let found = try store.run(named: part)
            if let provider, found.manifest.provider != provider {
                throw GlasslabError.noSuchRuns(name: name)
            }
            append(found.name)
            return
        }
        let filter = RunFilter(ids: isPrefix ? nil : [id], providers: provider.map { [$0] })
        let start = String(id.prefix { $0 != "*" })
        let listed = try store.runs(matching: filter).filter { !isPrefix || $0.id.hasPrefix(start) }
        guard !listed.isEmpty else { throw GlasslabError.noSuchRuns(name: name) }
        var seen: Set<String> = []
        // Newest first: the first of an id is its latest.
        for run in listed where run.state == .complete && (takesAll || seen.insert(run.id).inserted) {
            append("\(run.id)@\(run.attempt)")
        }
        // An id without a complete attempt is not passed over in silence: its latest attempt counts.
        for run in listed where run.state != .complete && (takesAll || seen.insert(run.id).inserted) {
            passedOver["\(run.id)@\(run.attempt)"] = run.endReason == .stalled || run.endReason == .failed
        }
    }

    private mutating func append(_ name: String) {
        if !names.contains(name) {
            names.append(name)
        }
    }

    /// The set, with the runs' summaries.
    func set(in store: RunStore) throws -> RunSet {
        let summaries = try names.map { try StoredSummary.summary(named: $0, in: store) }
        var set = RunSet(name: name, runs: summaries)
        set.died = died
        set.unfinished = unfinished
        return set
    }
}

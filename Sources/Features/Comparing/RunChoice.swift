public import LabModel
public import RunStore

/// Which runs of a store are compared; what is empty or nil does not narrow it.
public struct RunChoice: Hashable, Sendable {
    /// The most runs of a choice.
    public static let limit = 10_000

    /// Names, each `ID` for its latest complete attempt, `ID@2`, a uuid, `ID@*` for all complete attempts, or `PREFIX*`
    /// for all ids that begin so, with or without `@*`; several in one with commas between.
    public var names: [String] = []
    /// Only runs of these providers.
    public var providers: [String] = []
    /// Only runs of this sweep: of each of its lines the first complete attempt.
    public var sweep: String?
    /// Only runs that began then or later.
    public var since: WallTime?
    /// How many at most, the newest of them; from 1 to ``RunChoice/limit``.
    public var limit = RunChoice.limit
    /// The most runs that are looked at: ``RunChoice/limit`` but in tests.
    var most = RunChoice.limit

    /// Chooses every run.
    public init() {}

    /// Chooses runs by their names, as `glasslab compare` takes them.
    /// - Parameters:
    ///   - text: names with commas between.
    ///   - provider: whose runs alone are taken; nil for anybody's.
    public init(_ text: String, provider: String? = nil) {
        names = [text]
        providers = provider.map { [$0] } ?? []
    }

    /// What a person calls the runs: their names, and in parentheses whose they are.
    public var name: String {
        let whose = providers.joined(separator: ", ")
        guard !names.isEmpty else { return sweep ?? whose }
        return names.joined(separator: ",") + (whose.isEmpty ? "" : " (\(whose))")
    }

    /// Finds the runs.
    ///
    /// - Parameter store: where they are.
    /// - Returns: the runs, and what was passed over.
    /// - Throws: ``ComparingError`` where nothing matches or too much does, or a `RunStoreError`.
    public func runs(in store: RunStore) throws -> ChosenRuns {
        var chosen = ChosenRuns()
        if names.isEmpty {
            try takeAll(&chosen, in: store)
        } else {
            for part in names.flatMap({ $0.split(separator: ",", omittingEmptySubsequences: false) }) {
                try take(String(part), &chosen, in: store)
            }
        }
        chosen.settle()
        guard !chosen.told.isEmpty else {
            throw ComparingError.noneComplete(name: name, died: 0, unfinished: chosen.unfinished.count)
        }
        guard chosen.runs.count <= most || limit < most else {
            throw ComparingError.tooManyRuns(name: name, count: chosen.runs.count, limit: most)
        }
        chosen.limit(to: limit)
        return chosen
    }

    /// The same, where at least one run must be complete, as for a comparison of two sets.
    ///
    /// - Parameters:
    ///   - store: where they are.
    ///   - most: how many there may be.
    /// - Returns: the runs, and what was passed over.
    /// - Throws: ``ComparingError`` where none is complete or more are, or a `RunStoreError`.
    public func completeRuns(in store: RunStore, most: Int = 1_000) throws -> ChosenRuns {
        let chosen = try runs(in: store)
        guard !chosen.runs.isEmpty else {
            let (died, unfinished) = (chosen.died.count, chosen.unfinished.count)
            throw ComparingError.noneComplete(name: name, died: died, unfinished: unfinished)
        }
        guard chosen.runs.count <= most else {
            throw ComparingError.tooManyRuns(name: name, count: chosen.runs.count, limit: most)
        }
        return chosen
    }

    /// The filter that narrows by everything but names.
    private func filter(ids: [String]? = nil, idPrefix: String? = nil) -> RunFilter {
        RunFilter(
            ids: ids,
            idPrefix: idPrefix,
            providers: providers.isEmpty ? nil : providers,
            since: since,
            sweep: sweep,
            limit: most + 1
        )
    }

    /// The newest runs of a filter.
    /// - Throws: ``ComparingError/tooManyRuns(name:count:limit:)`` where some would be left out though nobody asked for fewer.
    private func listed(_ filter: RunFilter, in store: RunStore) throws -> [RunListing] {
        let listed = try store.runs(matching: filter)
        guard listed.count <= most || limit < most else {
            throw ComparingError.tooManyRuns(name: name, count: try store.count(matching: filter), limit: most)
        }
        return listed
    }

    private var isNarrowed: Bool {
        !providers.isEmpty || since != nil || sweep != nil
    }
}

extension RunChoice {
    private func takeAll(_ chosen: inout ChosenRuns, in store: RunStore) throws {
        let listed = try listed(filter(), in: store)
        guard !listed.isEmpty else { throw try nothing(in: store) }
        for provider in providers where !listed.contains(where: { $0.provider == provider }) {
            throw try noSuchProvider(provider, in: store)
        }
        var lines: Set<[String]> = []
        // Oldest first: of a sweep's line the first complete attempt is its result, one a provider.
        for run in listed.reversed()
        where sweep == nil || run.state != .complete || lines.insert([run.id, run.provider]).inserted {
            chosen.add(run)
        }
    }

    private func take(_ part: String, _ chosen: inout ChosenRuns, in store: RunStore) throws {
        let takesAll = part.hasSuffix("@*")
        let id = takesAll ? String(part.dropLast(2)) : part
        let isPrefix = id.hasSuffix("*")
        guard takesAll || isPrefix || (isNarrowed && !id.contains("@")) else {
            chosen.runs.append(try named(part, in: store))
            return
        }
        let start = String(id.prefix { $0 != "*" })
        let filter = isPrefix ? filter(idPrefix: start) : filter(ids: [id])
        let listed = try listed(filter, in: store)
        guard !listed.isEmpty else {
            let near = try isPrefix && start.isEmpty ? [] : store.ids(like: start)
            throw ComparingError.noSuchRuns(name: name, near: near.filter { $0 != id })
        }
        var seen: Set<[String]> = []
        // Providers that are named each have a run of an id: those measured at once share it.
        let key = { (run: RunListing) in providers.isEmpty ? [run.id] : [run.id, run.provider] }
        // Newest first: the first of an id is its latest.
        for run in listed where run.state == .complete && (takesAll || seen.insert(key(run)).inserted) {
            chosen.add(run)
        }
        // An id without a complete attempt is not passed over in silence: its latest attempt counts.
        for run in listed where run.state != .complete && (takesAll || seen.insert(key(run)).inserted) {
            chosen.add(run)
        }
    }

    /// A run that was named by itself, however it ended.
    private func named(_ name: String, in store: RunStore) throws -> RunListing {
        let found = try store.run(named: name)
        let attempts = try store.runs(matching: filter(ids: [found.manifest.id]))
        guard let run = attempts.first(where: { $0.uuid == found.manifest.uuid }) else {
            throw ComparingError.noSuchRuns(name: self.name)
        }
        return run
    }

    /// Why nothing matches.
    private func nothing(in store: RunStore) throws -> ComparingError {
        if let sweep {
            let known = Set(try store.sweepsOfRuns().values)
            guard known.contains(sweep) else { return .noSuchSweep(sweep, among: known) }
        }
        let known = try store.providers()
        if let stranger = providers.first(where: { !known.contains($0) }) {
            return .noSuchProvider(name: stranger, near: NearNames.of(stranger, among: known))
        }
        if let provider = providers.first {
            return .noSuchProvider(name: provider)
        }
        return .nothingStored(since: since)
    }

    private func noSuchProvider(_ name: String, in store: RunStore) throws -> ComparingError {
        .noSuchProvider(name: name, near: NearNames.of(name, among: try store.providers()).filter { $0 != name })
    }
}

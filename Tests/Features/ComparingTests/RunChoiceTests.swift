import LabModel
import RunStore
import Testing

@testable import Comparing

@Suite("Run choice") struct RunChoiceTests {
    private let planted: PlantedRuns
    private var store: RunStore { planted.store }

    init() throws {
        planted = try PlantedRuns()
        for _ in 1...3 {
            try planted.add("base")
            try planted.add("new", provider: "cloud")
        }
        try planted.add("base", provider: "cloud", end: .stalled)
        try planted.add("night-1", sweep: "night")
        try planted.add("night-1", sweep: "night")
        try planted.add("night-2", sweep: "night", end: .interrupted)
        try planted.add("live", end: nil)
    }

    private func names(_ runs: [RunListing]) -> [String] {
        runs.map { "\($0.id)@\($0.attempt)" }
    }

    private func chosen(_ names: String..., edit: (inout RunChoice) -> Void = { _ in }) throws -> ChosenRuns {
        var choice = RunChoice()
        choice.names = names
        edit(&choice)
        return try choice.runs(in: store)
    }

    @Test("at first nothing is narrowed: all runs, oldest first")
    func all() throws {
        let all = try chosen()
        #expect(
            names(all.runs) == ["base@1", "new@1", "base@2", "new@2", "base@3", "new@3", "night-1@1", "night-1@2"]
        )
        #expect(names(all.died) == ["base@4"])
        #expect(names(all.unfinished) == ["night-2@1", "live@1"])
        #expect(names(all.told) == names(Array(all.runs[..<6])) + ["base@4", "night-1@1", "night-1@2"])
    }

    @Test(
        "an id is its latest complete attempt",
        arguments: [("base", "base@3"), ("base@2", "base@2"), ("live", "live@1")]
    )
    func single(name: String, run: String) throws {
        let found = try chosen(name)
        #expect(names(found.runs) == [run])
        #expect(found.died.isEmpty && found.unfinished.isEmpty)
    }

    @Test("a uuid is a run")
    func uuid() throws {
        let run = try store.run(named: "new@2")
        #expect(try names(chosen(run.manifest.uuid).runs) == ["new@2"])
    }

    @Test("a run that was named counts however it ended, and once")
    func named() throws {
        let found = try chosen("base@4,base@1", "base@4")
        #expect(names(found.runs) == ["base@1", "base@4"])
        #expect(found.died.isEmpty)
        let both = try chosen("base@*", "base@4")
        #expect(names(both.runs) == ["base@1", "base@2", "base@3", "base@4"] && both.died.isEmpty)
    }

    @Test("all attempts of an id, with those that died aside")
    func attempts() throws {
        let found = try chosen("base@*")
        #expect(names(found.runs) == ["base@1", "base@2", "base@3"] && names(found.died) == ["base@4"])
    }

    @Test("a prefix is the latest of each id, or with @* all")
    func prefixes() throws {
        let found = try chosen("n*")
        #expect(names(found.runs) == ["new@3", "night-1@2"] && names(found.unfinished) == ["night-2@1"])
        #expect(try names(chosen("n*@*").runs) == ["new@1", "new@2", "new@3", "night-1@1", "night-1@2"])
    }

    @Test("providers narrow names")
    func narrowed() throws {
        #expect(try names(chosen("base@*") { $0.providers = ["direct"] }.runs) == ["base@1", "base@2", "base@3"])
        #expect(try names(chosen("*@*") { $0.providers = ["cloud"] }.runs) == ["new@1", "new@2", "new@3"])
        #expect(throws: ComparingError.noSuchRuns(name: "new@1 (direct)")) {
            try chosen("new@1") { $0.providers = ["direct"] }
        }
    }

    @Test("providers alone are all of their runs")
    func providers() throws {
        let found = try chosen { $0.providers = ["cloud"] }
        #expect(names(found.runs) == ["new@1", "new@2", "new@3"] && names(found.died) == ["base@4"])
        #expect(throws: ComparingError.noSuchProvider(name: "clod", near: ["cloud"])) {
            try chosen { $0.providers = ["cloud", "clod"] }
        }
        #expect(throws: ComparingError.noSuchProvider(name: "fastly")) { try chosen { $0.providers = ["fastly"] } }
    }

    @Test("providers that were measured at once share an id, and each has its run")
    func providersAtOnce() throws {
        try planted.add("both", sweep: "day")
        try planted.add("both", provider: "cloud", sweep: "day")
        try planted.add("both", provider: "cloud", sweep: "day")
        let whole = try chosen { $0.sweep = "day" }
        #expect(names(whole.runs) == ["both@1", "both@2"])
        let narrowed = try chosen("both") { $0.providers = ["direct", "cloud"] }
        #expect(names(narrowed.runs) == ["both@1", "both@3"])
        let prefix = try chosen("bo*") { $0.providers = ["direct", "cloud"] }
        #expect(names(prefix.runs) == ["both@1", "both@3"])
        #expect(try names(chosen("both").runs) == ["both@3"])
    }

    @Test("of a sweep's line the first complete attempt is the result")
    func sweeps() throws {
        let found = try chosen { $0.sweep = "night" }
        #expect(names(found.runs) == ["night-1@1"] && names(found.unfinished) == ["night-2@1"])
        #expect(throws: ComparingError.noSuchSweep(name: "nihgt", near: ["night"])) {
            try chosen { $0.sweep = "nihgt" }
        }
    }

    @Test("runs begun since")
    func since() throws {
        #expect(try names(chosen { $0.since = PlantedRuns.instant(minute: 4) }.runs).first == "base@3")
        let later = PlantedRuns.instant(minute: 99)
        #expect(throws: ComparingError.nothingStored(since: later)) { try chosen { $0.since = later } }
    }

    @Test("the newest of them")
    func limited() throws {
        #expect(try names(chosen { $0.limit = 2 }.runs) == ["night-1@1", "night-1@2"])
        #expect(try names(chosen { $0.limit = 0 }.runs) == ["night-1@2"])
    }

    @Test("with a limit what died or did not finish before the runs that are kept is left out too")
    func limitedDeaths() throws {
        let some = try chosen { $0.limit = 3 }
        #expect(names(some.told) == ["new@3", "base@4", "night-1@1", "night-1@2"])
        let last = try chosen { $0.limit = 1 }
        #expect(names(last.told) == ["night-1@2"] && names(last.unfinished) == ["night-2@1", "live@1"])
        try planted.add("live")
        let newest = try chosen { $0.limit = 1 }
        #expect(names(newest.told) == ["live@2"] && newest.unfinished.isEmpty)
        #expect(try names(chosen { $0.limit = 9 }.died) == ["base@4"])
        // As many as there are: what died before the first of them is old all the same.
        try planted.add("flaky", end: .stalled)
        try planted.add("flaky")
        try planted.add("flaky", end: .stalled)
        #expect(try names(chosen("flaky@*") { $0.limit = 1 }.told) == ["flaky@2", "flaky@3"])
        #expect(try names(chosen("flaky@*") { $0.limit = 2 }.told) == ["flaky@1", "flaky@2", "flaky@3"])
    }

    @Test("more runs than are looked at are told, and not cut off, unless fewer are asked for")
    func tooMany() throws {
        func tooMany(_ name: String, _ count: Int) -> ComparingError {
            .tooManyRuns(name: name, count: count, limit: 2)
        }
        #expect(throws: tooMany("", 11)) { try chosen { $0.most = 2 } }
        #expect(throws: tooMany("cloud", 4)) { try chosen { ($0.most, $0.providers) = (2, ["cloud"]) } }
        #expect(throws: tooMany("new@*", 3)) { try chosen("new@*") { $0.most = 2 } }
        #expect(throws: tooMany("night*", 3)) { try chosen("night*") { $0.most = 2 } }
        #expect(throws: tooMany("new@1,new@2,new@3", 3)) { try chosen("new@1,new@2,new@3") { $0.most = 2 } }
        #expect(try names(chosen { ($0.most, $0.limit) = (5, 1) }.runs) == ["night-1@2"])
    }

    @Test("a prefix is looked for among all runs, however many are newer")
    func oldPrefixes() throws {
        #expect(try names(chosen("new*@*") { $0.most = 3 }.runs) == ["new@1", "new@2", "new@3"])
        let prefixes = [("ne", 3), ("night-", 3), ("", 11), ("N", 0), ("%", 0), ("new-and-longer", 0)]
        for (prefix, count) in prefixes {
            #expect(try store.runs(matching: RunFilter(idPrefix: prefix)).count == count, "\(prefix)")
            #expect(try store.count(matching: RunFilter(idPrefix: prefix, limit: 1)) == count, "\(prefix)")
        }
    }

    @Test("an unknown name tells those like it")
    func unknown() throws {
        #expect(throws: RunStoreError.noSuchRun(name: "bsae", path: store.path, near: ["base"])) { try chosen("bsae") }
        #expect(throws: ComparingError.noSuchRuns(name: "bse@*", near: ["base"])) { try chosen("bse@*") }
        #expect(throws: ComparingError.noSuchRuns(name: "x*")) { try chosen("x*") }
        #expect(throws: ComparingError.noSuchRuns(name: "base,,new")) { try chosen("base,,new") { $0.sweep = "night" } }
    }

    @Test("a choice of which none is complete is refused, a died one only where two sets are compared")
    func incomplete() throws {
        try planted.add("dead", end: .failed)
        #expect(throws: ComparingError.noneComplete(name: "night-2*", died: 0, unfinished: 1)) {
            try chosen("night-2*")
        }
        #expect(try names(chosen("dead*").told) == ["dead@1"])
        #expect(throws: ComparingError.noneComplete(name: "dead*", died: 1, unfinished: 0)) {
            try RunChoice("dead*").completeRuns(in: store)
        }
        #expect(throws: ComparingError.tooManyRuns(name: "base@*", count: 3, limit: 2)) {
            try RunChoice("base@*").completeRuns(in: store, most: 2)
        }
        #expect(try names(RunChoice("base@*").completeRuns(in: store).runs).count == 3)
    }

    @Test("a choice is called by its names and whose they are")
    func called() {
        #expect(RunChoice("a@*,b").name == "a@*,b")
        #expect(RunChoice("a", provider: "cloud").name == "a (cloud)")
        var choice = RunChoice()
        choice.providers = ["one", "two"]
        #expect(choice.name == "one, two")
        choice.sweep = "night"
        #expect(choice.name == "night")
    }

    @Test("an empty store says so")
    func empty() throws {
        let store = try PlantedRuns().store
        #expect(throws: ComparingError.nothingStored(since: nil)) { try RunChoice().runs(in: store) }
    }
}

import Comparing
import Estimation
import LabModel
import Reporting
import RunStore
import Testing

@Suite("Report source") struct ReportSourceTests {
    private let planted: PlantedRuns
    private var store: RunStore { planted.store }
    private var source: ReportSource { ReportSource(planted.store) }

    init() throws {
        planted = try PlantedRuns()
    }

    @Test("runs are read in the order asked for, with numbers and digests")
    func order() throws {
        for index in 0..<150 {
            try planted.add("run-\(index)", delayMs: 20 + Double(index))
        }
        let chosen = try RunChoice().runs(in: store).told.reversed()
        var told: [Int] = []
        let runs = try source.read(Array(chosen)) { told.append($0) }
        #expect(runs.map(\.summary.run.id) == chosen.map(\.id))
        #expect(runs.map(\.summary.frameDelayMs?.p50) == (0..<150).reversed().map { 20 + Double($0) })
        #expect(runs.map(\.digest?.frameDelay.minMs) == runs.map(\.summary.frameDelayMs?.min))
        #expect(told == [0, 64, 128])
        #expect(runs.allSatisfy { !$0.isUnfinished && $0.comparedAs == "direct" && $0.worst.isEmpty })
    }

    @Test("without pictures no digest is read")
    func bare() throws {
        try planted.add("a")
        let runs = try source.read(RunChoice("a").runs(in: store).runs, withDigests: false)
        #expect(runs.count == 1 && runs[0].digest == nil)
    }

    @Test("what was never finished is summed up from what is stored")
    func unfinished() throws {
        try planted.add("open", end: nil)
        let runs = try source.read(RunChoice("open").runs(in: store).runs)
        #expect(runs.count == 1 && runs[0].isUnfinished)
        #expect(runs[0].summary.frames.marked == 50)
        #expect(runs[0].digest?.frameDelay.count == 50)
        #expect(try source.read(RunChoice("open").runs(in: store).runs, withDigests: false)[0].digest == nil)
    }

    @Test("the attempt is the one that the store gives now")
    func attempt() throws {
        try planted.add("a")
        try planted.add("a")
        let runs = try source.read(RunChoice("a@*").runs(in: store).runs)
        #expect(runs.map(\.summary.run.attempt) == [1, 2])
    }

    @Test("a set holds the complete runs and counts the others")
    func set() throws {
        try planted.add("a")
        try planted.add("a", end: .stalled)
        try planted.add("a", end: .interrupted)
        try planted.add("a")
        let choice = RunChoice("a@*")
        let set = try source.set(named: "these", choice.completeRuns(in: store))
        #expect(set.name == "these" && set.runs.map(\.run.attempt) == [1, 4])
        #expect(set.died == 1 && set.unfinished == 1)
    }

    @Test("a run that is not there is told")
    func stranger() throws {
        try planted.add("a")
        let listed = try RunChoice("a").runs(in: store).runs
        let other = try PlantedRuns()
        #expect(throws: RunStoreError.noSuchRun(name: listed[0].uuid, path: other.store.path)) {
            try ReportSource(other.store).read(listed)
        }
    }
}

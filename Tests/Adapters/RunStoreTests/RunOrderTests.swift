import LabModel
import LabTesting
import Testing

@testable import RunStore

@Suite struct RunOrderTests {
    private func run(
        _ id: String,
        _ number: Int,
        provider: String = "direct",
        state: RunState = .complete,
        figures: RunListing.Figures? = nil
    ) -> RunListing {
        RunListing(
            uuid: "019378a1-0c5e-7b2a-9d3f-5a6b7c8d9e0\(number)",
            id: id,
            attempt: 1,
            analysisNumber: number,
            provider: provider,
            startedAt: Known.start + .seconds(Double(number)),
            state: state,
            endReason: state == .failed ? .failed : nil,
            figures: figures
        )
    }

    private func figures(_ value: Double?) -> RunListing.Figures {
        RunListing.Figures(
            durationS: value,
            received: 0,
            dropped: value.map { Int($0) },
            frameDelayP50Ms: value,
            frameDelayP95Ms: value,
            signalDelayP95Ms: value,
            operatingDelayMs: value,
            clockErrorBoundMs: nil,
            warnings: Int(value ?? 0)
        )
    }

    private func numbers(_ order: String, _ runs: [RunListing]) throws -> [Int] {
        try #require(RunOrder(order)).sorted(runs).map(\.analysisNumber)
    }

    @Test(arguments: ["duration", "dropped", "frame_delay", "signal_delay", "operating_delay"])
    func `What is not known comes last either way`(key: String) throws {
        let runs = [
            run("a", 0, figures: figures(3)), run("b", 1), run("c", 2, figures: figures(1)),
            run("d", 3, figures: figures(nil)), run("e", 4, figures: figures(3)),
        ]
        #expect(try numbers(key, runs) == [2, 4, 0, 3, 1])
        #expect(try numbers("-" + key, runs) == [4, 0, 2, 3, 1])
    }

    @Test(arguments: ["signal_delay", "operating_delay"])
    func `What is known only from below is behind all that is known`(key: String) throws {
        var bound = figures(1)
        (bound.isSignalDelayLowerBound, bound.isOperatingDelayLowerBound) = (true, true)
        let runs = [run("a", 0, figures: bound), run("b", 1, figures: figures(9)), run("c", 2, figures: figures(5))]
        #expect(try numbers(key, runs) == [2, 1, 0] && numbers("-" + key, runs) == [0, 1, 2])
    }

    @Test func `Each key sorts by its column`() throws {
        let runs = [
            run("b", 0, provider: "x", state: .running, figures: figures(2)),
            run("a", 1, provider: "y", state: .failed, figures: figures(1)),
        ]
        #expect(try numbers("started", runs) == [0, 1] && numbers("-started", runs) == [1, 0])
        #expect(try numbers("id", runs) == [1, 0] && numbers("provider", runs) == [0, 1])
        #expect(try numbers("state", runs) == [1, 0] && numbers("warnings", runs) == [1, 0])
    }

    @Test func `Names and providers stand together in any case`() throws {
        let runs = [run("b", 0, provider: "Cloud"), run("A", 1, provider: "direct"), run("C", 2, provider: "cloud")]
        #expect(try numbers("id", runs) == [1, 0, 2])
        #expect(try numbers("provider", runs) == [2, 0, 1])
    }

    @Test(arguments: RunOrder.Key.allCases)
    func `An order's text is what it is read from`(key: RunOrder.Key) {
        for order in [RunOrder(key), RunOrder(key, isDescending: true)] {
            #expect(RunOrder(order.text) == order)
        }
        #expect(RunOrder.newest.text == "-started")
    }

    @Test(arguments: ["", "-", "--id", "Id", "uuid", "id ", "frame delay"])
    func `Other words are no order`(text: String) {
        #expect(RunOrder(text) == nil)
    }

    @Test func `Words are found in any case, each in any column`() {
        let listing = run("Night-12", 7, provider: "Acme", state: .failed)
        for text in ["", "  ", "night", "ACME", "failed night", "12@1", "019378a1", "acme\tnight-12@1"] {
            #expect(RunSearch(text).finds(listing), "\(text)")
        }
        for text in ["day", "night day", "complete", "acme direct", "%", "_"] {
            #expect(!RunSearch(text).finds(listing), "\(text)")
        }
        #expect(RunSearch(" \n").isEmpty && !RunSearch("a").isEmpty)
    }

    @Test func `A store's list is narrowed and sorted before it is cut`() throws {
        let folder = try TemporaryFolder()
        let store = try RunStore.open(folder.file("runs.sqlite"))
        for (index, id) in ["b", "c", "a", "d"].enumerated() {
            var draft = Known.draft(id, seed: UInt64(index), provider: "p\(index % 2)")
            draft.startedAt = Known.start + .seconds(Double(index))
            draft.settings["sweep"] = index < 2 ? .text("night") : nil
            try store.addRun(draft)
        }
        func ids(_ filter: RunFilter) throws -> [String] {
            try store.runs(matching: filter).map(\.id)
        }
        #expect(try ids(.all) == ["d", "a", "c", "b"])
        #expect(try ids(RunFilter(order: RunOrder(.id), limit: 2)) == ["a", "b"])
        #expect(try ids(RunFilter(search: RunSearch("P1"), limit: 1)) == ["d"])
        #expect(try ids(RunFilter(search: RunSearch("p1 complete"), order: RunOrder(.id))) == ["c", "d"])
        #expect(try ids(RunFilter(sweep: "night", order: RunOrder(.started))) == ["b", "c"])
        #expect(try ids(RunFilter(search: RunSearch("nobody"))).isEmpty)
    }
}

import HTTPTypes
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

@testable import LabServer

@Suite("API of samples")
struct SamplesWishTests {
    private func points(_ answer: LabFixture.Answer) -> [(Double, Double?)] {
        (answer.json["points"] as? [[String: Any]] ?? []).map {
            ($0["t_s"] as? Double ?? .nan, $0["frame_delay_ms"] as? Double)
        }
    }

    @Test("all samples of a short run, in seconds from its start")
    func all() async throws {
        let lab = try LabFixture()
        try lab.add("run", delayMs: 25, seed: 1)
        let answer = try await lab.ask("/api/runs/run/samples?buckets=5000")
        #expect(answer.json["samples"] as? Int == 100)
        #expect(answer.json["is_reduced"] as? Bool == false)
        let points = points(answer)
        #expect(points.count == 100)
        #expect(points[0].0 == 0.025 && points[0].1 == 25)
        #expect(abs(points[99].0 - 3.985) < 1e-9)
    }

    @Test("a part of the time")
    func part() async throws {
        let lab = try LabFixture()
        try lab.add("run", delayMs: 20, seed: 1)
        let answer = try await lab.ask("/api/runs/run/samples?from_s=1&to_s=2")
        #expect(answer.json["samples"] as? Int == 25)
        #expect(points(answer).allSatisfy { (1...2).contains($0.0) })
    }

    @Test("a picture that shows a frame again has no delay")
    func repeats() async throws {
        let lab = try LabFixture()
        let run = try lab.store.begin(LabFixture.draft("run", seed: 1), clock: ManualClock())
        var samples = [0, 1, 1, 1, 0, 2].map { LabFixture.sample($0, began: LabFixture.start, delayMs: 20) }
        for index in 2...4 {
            samples[index].decoded = LabFixture.start + .milliseconds(900 + Double(index))
        }
        samples[2].isRepeated = true
        let writer = SampleWriter(store: lab.store, run: run, clock: SystemClock())
        samples.forEach { writer.add($0) }
        try writer.finish()
        let answer = try await lab.ask("/api/runs/run/samples")
        #expect(answer.json["samples"] as? Int == 3)
        #expect(points(answer).map(\.1) == [20, 20, 20])
    }

    @Test("a run without a control stream has no samples of it")
    func control() async throws {
        let lab = try LabFixture()
        try lab.add("run", seed: 1)
        #expect(try await lab.ask("/api/runs/run/samples?stream=control").json["samples"] as? Int == 0)
    }

    @Test(
        "wrong parameters",
        arguments: [
            "buckets=0", "buckets=5001", "stream=other", "from_s=-1", "to_s=nan", "from_s=inf",
        ]
    )
    func wrong(query: String) async throws {
        let lab = try LabFixture()
        try lab.add("run", seed: 1)
        #expect(try await lab.ask("/api/runs/run/samples?\(query)").status == 400)
    }

    @Test("nobody's samples are 404")
    func missing() async throws {
        #expect(try await LabFixture().ask("/api/runs/run/samples").status == 404)
    }
}

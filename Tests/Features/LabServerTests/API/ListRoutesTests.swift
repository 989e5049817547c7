import Foundation
import HTTPTypes
import LabModel
import LabTesting
import RunStore
import Testing

@testable import LabServer

@Suite("API of providers, sweeps and metrics")
struct ListRoutesTests {
    private func planted() throws -> LabFixture {
        let lab = try LabFixture()
        for (index, delay) in [10.0, 20, 60].enumerated() {
            try lab.add(
                "a\(index)",
                provider: "cloud",
                delayMs: delay,
                at: .seconds(Double(index)),
                sweep: "n",
                seed: UInt64(index)
            )
        }
        try lab.add("dead", provider: "cloud", at: .seconds(99), endReason: .failed, seed: 9)
        return lab
    }

    @Test("a provider's figures are medians over its complete runs")
    func providers() async throws {
        let providers = try await planted().ask("/api/providers").json["providers"] as? [[String: Any]] ?? []
        #expect(providers.compactMap { $0["name"] as? String } == ["cloud", "direct", "hls"])
        let cloud = providers[0]
        #expect(cloud["runs"] as? Int == 4)
        #expect(cloud["complete"] as? Int == 3)
        #expect(cloud["frame_delay_p50_ms"] as? Double == 20)
        #expect(cloud["newest_name"] as? String == "a2@1")
        #expect(cloud["definition"] is NSNull)
        #expect((providers[1]["definition"] as? [String: Any])?["playback"] as? String == "/live.ts")
        #expect(providers[1]["frame_delay_p50_ms"] is NSNull)
    }

    /// Adds a complete run whose summary says so of its signal delay.
    private func add(
        _ id: String,
        p95 milliseconds: Double,
        isLowerBound: Bool,
        seed: UInt64,
        to lab: LabFixture
    ) throws {
        let began = LabFixture.start + .seconds(Double(seed))
        let draft = LabFixture.draft(id, provider: "cloud", at: began, seed: seed)
        let run = try lab.store.begin(draft, clock: ManualClock(at: began))
        var summary = Summary(
            run: Summary.RunPart(manifest: run.manifest, startedAt: "2027-01-15T08:00:00Z", endReason: .duration)
        )
        var delay = Distribution()
        delay.p95 = milliseconds
        summary.signalDelayMs = SignalDelay(values: delay, censored: 1, lowerBound: isLowerBound ? ["p95"] : [])
        var trace = Trace()
        trace.endReason = .duration
        try lab.store.finish(run, trace: trace, summary: summary)
    }

    @Test("a median that is known only from below says so, and is no metric")
    func bounds() async throws {
        let clock = ManualClock()
        let lab = try LabFixture(clock: clock)
        try add("a", p95: 500, isLowerBound: false, seed: 1, to: lab)
        try add("b", p95: 300, isLowerBound: true, seed: 2, to: lab)
        try add("c", p95: 310, isLowerBound: true, seed: 3, to: lab)
        let providers = try await lab.ask("/api/providers").json["providers"] as? [[String: Any]] ?? []
        let cloud = try #require(providers.first { $0["name"] as? String == "cloud" })
        #expect(cloud["signal_delay_p95_ms"] as? Double == 300)
        #expect(cloud["is_signal_delay_lower_bound"] as? Bool == true)
        #expect(cloud["is_operating_delay_lower_bound"] as? Bool == false)
        let runs = try await lab.ask("/api/runs?sort=signal_delay").json["runs"] as? [[String: Any]] ?? []
        #expect(runs.compactMap { $0["id"] as? String } == ["a", "b", "c"])
        #expect(runs.compactMap { $0["is_signal_delay_lower_bound"] as? Bool } == [false, true, true])
        #expect(try await !lab.ask("/metrics").text.contains("glasslab_run_signal_delay_p95_seconds"))
        try add("d", p95: 250, isLowerBound: false, seed: 4, to: lab)
        clock.advance(by: .seconds(1))
        let line = #"glasslab_run_signal_delay_p95_seconds{provider="cloud"} 0.25"#
        #expect(try await lab.ask("/metrics").text.contains(line))
    }

    @Test("sweeps are counted")
    func sweeps() async throws {
        let text = try await planted().ask("/api/sweeps").text
        let told = #"{"sweeps":[{"complete":3,"name":"n","newest":"2027-01-15T08:00:02.000Z","runs":3}]}"#
        #expect(text == told)
    }

    @Test("metrics tell of states, and of each provider's newest complete run")
    func metrics() async throws {
        let lab = try planted()
        _ = try lab.store.begin(LabFixture.draft("now", provider: "p\"\\", seed: 20), clock: ManualClock())
        let answer = try await lab.ask("/metrics")
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        for line in [
            "# TYPE glasslab_runs gauge", #"glasslab_runs{state="complete"} 3.0"#,
            #"glasslab_runs{state="failed"} 1.0"#,
            #"glasslab_runs{state="running"} 1.0"#, #"glasslab_run_frame_delay_p50_seconds{provider="cloud"} 0.06"#,
            "glasslab_live_views 0.0", "glasslab_measurements_running 0.0",
        ] {
            #expect(answer.text.contains(line + "\n"), "\(line)")
        }
        // Every line has a form that Prometheus reads.
        for line in answer.text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(
                line.wholeMatch(of: /glasslab_[a-z0-9_]+(\{([a-z]+="([^"\\\n]|\\.)*",?)+\})? -?[0-9.e-]+/) != nil,
                "\(line)"
            )
        }
    }
}

import Charts
import LabModel
import Testing

@testable import LabServer

@Suite("Cards of runs and measurements")
struct CardViewTests {
    @Test("tell how a running run stands")
    func live() {
        let card = LiveCard(Known.liveRun("first"), colour: 3)
        #expect(card.name == "first@1")
        #expect(card.address == "/runs/first@1")
        #expect(card.colour == "c3")
        #expect(card.elapsed == "65.0 s")
        #expect(card.delay == "41.23")
        #expect(card.fps == "25.0")
        #expect(card.dropped == "1\u{202F}234")
        #expect(card.age == "0.2 s old" || card.age == "0.3 s old")
        #expect(card.ageKind == "fresh")
        #expect(card.event == "first")
    }

    @Test("say when nothing came yet, or nothing comes any more")
    func silent() {
        var run = Known.liveRun("first")
        run.ageS = nil
        run.frameDelayMs = nil
        let waiting = LiveCard(run, colour: nil)
        #expect(waiting.age == "waiting for the first frame")
        #expect(waiting.delay == "–")
        #expect(waiting.colour.isEmpty)
        run.ageS = 2.1
        #expect(LiveCard(run, colour: nil).ageKind == "stale")
    }

    @Test("draw the newest runs in one chart, each in its card's colour")
    func chart() {
        var page = DashboardData.LivePage()
        page.snapshot.runs = (0..<10).map { index in
            var run = Known.liveRun("run-\(index)")
            var point = LivePoint(tS: 64.5, frames: 12, dropped: 0)
            (point.minMs, point.p50Ms, point.maxMs) = (1, 2, 3)
            run.points = [point]
            return run
        }
        let view = LiveView(page)
        #expect(view.cards.map(\.colour) == ["", ""] + (0..<8).map { "c\($0)" })
        let chart = LiveChart.chart(page.snapshot)
        #expect(chart.series.map(\.name) == (2..<10).map { "run-\($0)@1" })
        #expect(chart.series.map(\.colour) == Array(0..<8))
        #expect(chart.series[0].points[0].x == -0.5)
        #expect(chart.series[0].points[0].low == 1)
        #expect(chart.series[0].points[0].y == 2)
        #expect(chart.series[0].points[0].high == 3)
        #expect(view.counted == "10 runs.")
        #expect(view.frame.title == "Live (10)")
        #expect(LiveView(DashboardData.LivePage()).counted == "No run is being measured.")
    }

    @Test(
        "tell how a measurement ended",
        arguments: [
            (0, "done", "complete", true), (3, "done in part", "partial", true), (1, "failed, exit 1", "failed", false),
            (75, "failed, exit 75", "failed", false),
        ]
    )
    func ended(code: Int, state: String, kind: String, isStored: Bool) {
        let view = MeasurementView(Known.measurement("a/b c", .ended, exitCode: code), pageToken: "t")
        #expect(view.state == state)
        #expect(view.stateKind == kind)
        #expect(view.address == (isStored ? "/runs/a%2Fb%20c" : nil))
        #expect(view.isFailed == !isStored)
        #expect(!view.canStop)
        #expect(view.messages == "a/b c\nsecond")
        #expect(view.started == "2026-11-18 11:06:40")
    }

    @Test("can be stopped once")
    func running() {
        let running = MeasurementView(Known.measurement("a", .running), pageToken: "t")
        #expect(running.canStop)
        #expect(running.pageToken == "t")
        #expect(running.settings == "1280x720, 25 fps, h264, 2500k, network a")
        let stopping = MeasurementView(Known.measurement("a", .stopping), pageToken: "t")
        #expect(!stopping.canStop)
        #expect(stopping.state == "stopping")
    }
}

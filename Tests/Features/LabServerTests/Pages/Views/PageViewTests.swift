import Comparing
import Estimation
import LabModel
import Reporting
import RunStore
import Testing

@testable import LabServer

@Suite("What pages are filled with")
struct PageViewTests {
    @Test("the frame names the page one is on, and how many runs go on")
    func frame() {
        var frame = DashboardData.Frame()
        frame.running = 3
        let view = FrameView(frame, title: "Runs", at: .runs)
        #expect(view.links.map(\.address) == ["/", "/live", "/compare", "/providers", "/measure"])
        #expect(view.links.filter(\.isCurrent).map(\.label) == ["Runs"])
        #expect(view.links.compactMap(\.badge) == ["3"])
        #expect(view.isOpen)
        #expect(!view.canSignOut)
        frame.visitor.needsToken = true
        #expect(!FrameView(frame, title: "Sign in", at: nil).isOpen)
        frame.visitor.isSignedIn = true
        #expect(FrameView(frame, title: "Runs", at: .runs).canSignOut)
    }

    @Test("tiles tell a run's key numbers, and none that is not known")
    func tiles() {
        var summary = Summary(
            run: Summary.RunPart(manifest: Known.manifest("a"), startedAt: Known.start.iso8601, endReason: .duration)
        )
        #expect(RunTiles.tiles(summary).isEmpty)
        var delay = Distribution()
        (delay.n, delay.p50, delay.p95, delay.ci95P95) = (250, 41, 62.256, [60, 65.5])
        summary.signalDelayMs = SignalDelay(values: delay, censored: 2, lowerBound: ["p95"])
        delay.ci95P95 = nil
        summary.frameDelayMs = delay
        (summary.frames.dropped, summary.frames.expected) = (4, 5_000)
        summary.clock.errorBoundMs = 0.4
        summary.frameRate.meanFps = 24.987
        summary.freezes.count = 2
        let tiles = RunTiles.tiles(summary)
        #expect(tiles.map(\.value) == ["≥ 62.26", "41.00", "24.99", "4", "± 0.40"])
        #expect(
            tiles.map(\.detail) == ["95 %: 60.00 to 65.50", "p95 62.26", "2 freezes", "of 5\u{202F}000 frames", nil]
        )
    }

    @Test("a delay that is known only from below is marked so")
    func bounds() throws {
        var summary = Summary(
            run: Summary.RunPart(manifest: Known.manifest("a"), startedAt: Known.start.iso8601, endReason: .duration)
        )
        summary.playout = Summary.Playout()
        summary.playout?.operatingDelayMs = 25.73
        (summary.frames.dropped, summary.frames.unresolved, summary.frames.expected) = (0, 10, 86)
        let tiles = RunTiles.tiles(summary)
        #expect(tiles.map(\.value) == ["≥ 25.73", "0"])
        #expect(tiles.map(\.detail) == ["stalls at most 0.1 %", "of 86 frames, 10 never seen"])

        var listing = Known.listing("a")
        listing.figures?.isSignalDelayLowerBound = true
        #expect(RunRow(listing).signalP95 == "≥ 62.25" && RunRow(listing).operating == "70.00")
        listing.figures?.isOperatingDelayLowerBound = true
        #expect(RunRow(listing).operating == "≥ 70.00")

        var row = DashboardData.ProviderRow(name: "cloud", definition: nil)
        row.signalDelayP95 = BoundedDelay(milliseconds: 300, isLowerBound: true)
        #expect(ProviderText(row).signalP95 == "≥ 300.0" && ProviderText(row).operating == "–")
    }

    @Test("a provider tells its prices in one line, with their day")
    func prices() {
        var list = PriceList(currency: "EUR")
        #expect(ProviderText.prices(list) == "–")
        list.perHour = 2.5
        list.perGigabyteOut = 0.08
        #expect(ProviderText.prices(list) == "2.5 EUR an hour, 0.08 EUR a GB out")
        list.date = "2026-11-21"
        #expect(ProviderText.prices(list) == "2.5 EUR an hour, 0.08 EUR a GB out (2026-11-21)")
    }

    @Test("a provider leads to its runs and to the form, where there are any and it is known")
    func provider() {
        var row = DashboardData.ProviderRow(name: "cloud one", definition: nil)
        #expect(ProviderText(row).runsAddress == nil)
        #expect(ProviderText(row).measureAddress == nil)
        #expect(ProviderText(row).newest == "–")
        row.definition = Provider(name: "cloud one", playback: "https://cdn.example/a.m3u8", playbackProtocol: .hls)
        (row.runs, row.complete, row.newest, row.newestName) = (5, 4, Known.start, "a@2")
        let text = ProviderText(row)
        #expect(text.runsAddress == "/?provider=cloud%20one")
        #expect(text.measureAddress == "/measure?provider=cloud%20one")
        #expect(text.runs == "4 of 5")
        #expect(text.newest == "2026-11-18 11:06")
        #expect(text.newestAddress == "/runs/a@2")
        #expect(text.protocol == "hls")
    }

    @Test("the form offers what it holds even where nobody knows it")
    func measure() {
        var page = DashboardData.MeasurePage()
        page.providers = [Provider(name: "direct", playback: "/live.ts")]
        page.order.provider = "gone"
        page.order.durationS = 12.5
        let view = MeasureView(page)
        #expect(view.providers.map(\.value) == ["gone", "direct"])
        #expect(view.providers.filter(\.isChosen).map(\.value) == ["gone"])
        #expect(view.duration == "12.500")
        #expect(view.codecs.map(\.value) == VideoCodec.allCases.map(\.rawValue))
        #expect(view.frame.refreshSeconds == nil)
        page.measurements = [Known.measurement("a", .running)]
        #expect(MeasureView(page).frame.refreshSeconds == 3)
    }

    @Test(
        "a failed request has a title of its kind",
        arguments: [
            (404, "Nothing here"), (403, "Not allowed"), (413, "Too long"), (503, "Too busy"), (500, "Something broke"),
            (418, "That did not work"),
        ]
    )
    func problem(status: Int, title: String) {
        let problem = DashboardData.Problem(LabServerError.noSuchPage(path: "/x"))
        let view = ProblemView(.init(status: status, problem: problem))
        #expect(view.title == title)
        #expect(view.problem.what == "There is nothing here")
        #expect(view.problem.place == "/x")
    }

    @Test("a comparison can be kept as it was chosen")
    func compare() throws {
        var page = DashboardData.ComparePage()
        page.choice.names = ["a@*", "b"]
        page.choice.providers = ["direct"]
        page.choice.sweep = "night 1"
        let view = try CompareView(page)
        #expect(
            view.csvAddress
                == "/report?run=a%40%2A&run=b&provider=direct&sweep=night%201&format=csv".replacing("%40", with: "@")
        )
        #expect(view.names == "a@*, b")
        #expect(!view.hasReport)
        #expect(view.about == nil)
    }
}

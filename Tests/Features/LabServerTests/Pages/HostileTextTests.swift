import Comparing
import LabModel
import Reporting
import Testing

@testable import LabServer
@testable import RunStore

/// Whatever a run, a file or an address says, pages show it as text.
@Suite("Hostile texts in pages")
struct HostileTextTests {
    private let text = Known.hostile

    private var frame: DashboardData.Frame {
        var frame = DashboardData.Frame()
        frame.database = text
        frame.version = text
        frame.visitor.needsToken = true
        frame.visitor.isSignedIn = true
        return frame
    }

    private var problem: DashboardData.Problem {
        DashboardData.Problem(LabServerError.badParameter(text, value: text, expected: text))
    }

    /// Every page, each text in it hostile.
    private func pages() throws -> [(name: String, html: String)] {
        var runs = DashboardData.RunsPage(frame: frame)
        (runs.query.search, runs.query.providers, runs.query.sweep) = (text, [text], text)
        (runs.runs, runs.total, runs.stored) = ([Known.listing(text)], 100, 100)
        (runs.providers, runs.sweeps) = ([text], [text])
        runs.runs[0].provider = text
        var live = DashboardData.LivePage(frame: frame)
        live.snapshot.runs = [Known.liveRun(text)]
        live.measurements = [Known.measurement(text, .running)]
        var providers = DashboardData.ProvidersPage(frame: frame)
        providers.providers = [DashboardData.ProviderRow(name: text, definition: Known.provider(text))]
        providers.providers[0].runs = 3
        providers.providers[0].newestName = text
        var measure = DashboardData.MeasurePage(frame: frame)
        (measure.order.id, measure.order.provider, measure.order.size, measure.order.fps) = (text, text, text, text)
        (measure.order.codec, measure.order.bitrate, measure.order.link) = (text, text, text)
        (measure.providers, measure.problem) = ([Known.provider(text)], problem)
        measure.measurements = [Known.measurement(text, .ended, exitCode: 1)]
        var compare = DashboardData.ComparePage(frame: frame)
        (compare.problem, compare.providers, compare.sweeps) = (problem, [text], [text])
        (compare.choice.names, compare.choice.providers, compare.choice.sweep) = ([text], [text], text)
        compare.report = report
        return [
            ("runs", try PageTemplates.render(RunsView(runs))), ("live", try PageTemplates.render(LiveView(live))),
            ("providers", try PageTemplates.render(ProvidersView(providers))),
            ("measure", try PageTemplates.render(MeasureView(measure))),
            ("compare", try PageTemplates.render(CompareView(compare))), ("run", try PageTemplates.render(run())),
            ("login", try PageTemplates.render(LoginView(.init(frame: frame, hasFailed: true, next: text)))),
            ("problem", try PageTemplates.render(ProblemView(.init(frame: frame, status: 404, problem: problem)))),
        ]
    }

    private var report: ReportInput {
        var summary = Summary(
            run: Summary.RunPart(manifest: Known.manifest(text), startedAt: text, endReason: .duration)
        )
        summary.events = [RunEvent(tS: 0, code: text, text: text)]
        summary.warnings = [RunWarning(code: .fewSamples, text: text, remedy: text)]
        return ReportInput(runs: [ReportRun(summary: summary)], generatedAt: Known.start, toolVersion: text)
    }

    private func run() throws -> RunView {
        let stored = StoredRun(
            manifest: Known.manifest(text),
            analysisNumber: 0,
            state: .complete,
            endReason: .duration
        )
        return try RunView(
            .init(frame: frame, run: stored, report: report, attempts: [Known.listing(text), Known.listing(text)])
        )
    }

    @Test("stay texts")
    func escaped() throws {
        for (name, html) in try pages() {
            #expect(!html.contains("<script>"), "\(name)")
            #expect(!html.contains("<img src=x"), "\(name)")
            #expect(!html.contains("\"'>"), "\(name)")
            #expect(html.contains("&lt;script&gt;") || name == "problem", "\(name) shows nothing of it")
        }
    }

    @Test("turn nothing round and hold no control characters")
    func directions() throws {
        for (name, html) in try pages() {
            // What a form sends back is whole, and not seen.
            let seen = html.replacing(#/ value="[^"]*"/#, with: "")
            #expect(!seen.unicodeScalars.contains("\u{202E}"), "\(name)")
            #expect(!seen.unicodeScalars.contains("\u{0}"), "\(name)")
        }
    }

    @Test("are no templates")
    func templates() throws {
        for (name, html) in try pages() {
            #expect(html.contains("{{frame.title}}"), "\(name)")
        }
    }

    @Test("are cut where they are long")
    func long() throws {
        var page = DashboardData.RunsPage()
        (page.runs, page.total, page.stored) = ([Known.listing(String(repeating: "W", count: 10_000))], 1, 1)
        let html = try PageTemplates.render(RunsView(page))
        #expect(!html.contains(String(repeating: "W", count: 121)))
        #expect(html.contains("/runs/\(Known.uuid)"))
    }
}

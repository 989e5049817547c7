import LabModel
import Reporting
import RunStore

/// One run as it is shown: what it is, its key numbers, and the report's sections below.
struct RunView: PageView {
    static let template = PageTemplate.run

    /// One of the run's key numbers.
    struct Tile: Sendable {
        var label: String
        var value: String
        var unit: String?
        var detail: String?
    }

    /// One attempt under the run's id.
    struct Attempt: Sendable {
        var label: String
        var address: String
        var state: String
        var kind: String
        var isCurrent: Bool
    }

    var frame: FrameView
    var name: String
    var provider: String
    var state: String
    var stateKind: String
    var started: String
    var startedISO: String
    /// How long was measured; nil where it is not known.
    var length: String?
    var isRunning: Bool
    var reportAddress: String
    var summaryAddress: String
    var csvAddress: String
    var compareAddress: String
    /// The list of the provider's runs; nil where it has no other.
    var providerAddress: String?
    var attempts: [Attempt]
    var hasAttempts: Bool
    var tiles: [Tile]
    var report: ReportBody

    init(_ page: DashboardData.RunPage) throws {
        let manifest = page.run.manifest
        let summary = page.report.runs.first?.summary
        name = "\(ShownText.name(manifest.id))@\(manifest.attempt)"
        frame = FrameView(page.frame, title: name, at: nil, kind: "run")
        frame.addReport()
        provider = ShownText.name(manifest.provider, limit: 64)
        state = RunRow.word(page.run.state, page.run.endReason)
        stateKind = page.run.state.rawValue
        isRunning = page.run.state == .running
        started = ShownText.instant(manifest.startedAt)
        startedISO = manifest.startedAt.iso8601
        length = summary.flatMap { $0.run.durationS }.map { ShownText.length(seconds: $0) }
        let short = PageAddress.short(name: page.run.name, uuid: manifest.uuid)
        let keep = { (format: ReportFormat) in
            PageAddress.path("/report", [("run", short), ("format", format.rawValue)])
        }
        reportAddress = keep(.html)
        csvAddress = keep(.csv)
        summaryAddress = "/api/runs/" + PageAddress.encoded(short)
        compareAddress = PageAddress.path("/compare", [("run", short)])
        providerAddress = PageAddress.path("/", [("provider", manifest.provider)])
        attempts = page.attempts.map { listing in
            Attempt(
                label: "\(listing.attempt)",
                address: PageAddress.run(listing),
                state: RunRow.word(listing.state, listing.endReason),
                kind: listing.state.rawValue,
                isCurrent: listing.uuid == manifest.uuid
            )
        }
        hasAttempts = page.attempts.count > 1
        tiles = summary.map(RunTiles.tiles) ?? []
        report = try ReportBody(page.report)
    }
}

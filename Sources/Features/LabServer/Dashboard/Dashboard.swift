import Comparing
import Foundation
import LabModel
import Logging
import Reporting
import RunStore

/// Everything that pages and API tell, gathered from the store, the running measurements and the settings.
final class Dashboard: Sendable {
    let settings: LabServerSettings
    let clock: any LabClock
    let gatekeeper: Gatekeeper
    let desk: StoreDesk
    let index: RunIndex
    let answers = AnswerCache()
    let feed: LiveFeed
    let measurements: MeasurementDesk
    private let database: String

    /// - Throws: what keeps the store from being opened once more, for the live feed alone: it waits behind nobody.
    init(
        _ settings: LabServerSettings,
        store: RunStore,
        gatekeeper: Gatekeeper,
        clock: any LabClock,
        logger: Logger
    ) throws(RunStoreError) {
        self.settings = settings
        self.clock = clock
        self.gatekeeper = gatekeeper
        desk = StoreDesk(store)
        index = RunIndex(desk, clock: clock)
        let live = StoreDesk(try RunStore.open(store.path, mode: .readOnly))
        feed = LiveFeed(live, clock: clock, viewers: settings.viewers, logger: logger)
        measurements = MeasurementDesk(settings, database: store.path, clock: clock)
        database = URL(filePath: store.path).lastPathComponent
    }

    /// What stands around a visitor's page.
    func frame(_ visitor: Visitor) -> DashboardData.Frame {
        DashboardData.Frame(visitor: visitor, database: database, version: settings.version)
    }

    /// What stands around the page of a failed request; without the count of running runs where the store cannot be read.
    func problemFrame(_ visitor: Visitor) async -> DashboardData.Frame {
        guard !visitor.needsToken || visitor.isSignedIn, let content = try? await index.current() else {
            return frame(visitor)
        }
        return frame(visitor, content)
    }

    func runsPage(_ query: RunQuery, _ visitor: Visitor) async throws -> DashboardData.RunsPage {
        let content = try await index.current()
        let frame = frame(visitor, content)
        return try await desk.read { _ in
            let found = query.runs(of: content)
            return DashboardData.RunsPage(
                frame: frame,
                query: query,
                runs: query.page(of: found),
                total: found.count,
                stored: content.runs.count,
                providers: content.providers,
                sweeps: content.sweepNames
            )
        }
    }

    func livePage(_ visitor: Visitor) async throws -> DashboardData.LivePage {
        DashboardData.LivePage(
            frame: frame(visitor, try await index.current()),
            snapshot: await feed.snapshot(),
            measurements: measurements.all
        )
    }

    /// - Throws: `RunStoreError.noSuchRun` where nothing has that name.
    func runPage(_ name: String, _ visitor: Visitor) async throws -> DashboardData.RunPage {
        let frame = frame(visitor, try await index.current())
        let now = clock.now()
        let version = settings.version
        return try await desk.read { store in
            let run = try store.run(named: name)
            let attempts = try store.runs(matching: RunFilter(ids: [run.manifest.id]))
            let runs = try ReportSource(store).read(attempts.filter { $0.uuid == run.manifest.uuid })
            let report = ReportInput(runs: runs, generatedAt: now, toolVersion: version)
            return DashboardData.RunPage(frame: frame, run: run, report: report, attempts: attempts)
        }
    }

    /// - Throws: what keeps the store; that runs cannot be compared stands in the page's problem.
    func comparePage(_ parameters: ParameterReader, _ visitor: Visitor) async throws -> DashboardData.ComparePage {
        let content = try await index.current()
        var page = DashboardData.ComparePage(frame: frame(visitor, content))
        page.providers = content.providers
        page.sweeps = content.sweepNames
        do {
            page.choice = try RunChoice(parameters)
            guard !page.choice.isEmpty else { return page }
            (page.report, page.left) = try await report(of: page.choice, newest: Self.shownLimit)
        } catch let error as ComparingError {
            page.problem = DashboardData.Problem(error)
        } catch let error as LabServerError {
            guard case .badParameter = error else { throw error }
            page.problem = DashboardData.Problem(error)
        } catch let error as RunStoreError {
            guard case .noSuchRun = error else { throw error }
            page.problem = DashboardData.Problem(error)
        }
        return page
    }

    /// How many runs a page compares, the newest of those chosen; a report that is kept as a file tells of all.
    static let shownLimit = 500

    /// What is told of chosen runs.
    /// - Parameters:
    ///   - choice: which ones.
    ///   - limit: how many at most, the newest.
    /// - Returns: the report's input, and how many older runs it leaves out.
    /// - Throws: why there is none, or what keeps the store.
    func report(
        of choice: RunChoice,
        newest limit: Int = RunChoice.limit
    ) async throws -> (input: ReportInput, left: Int) {
        let (now, version) = (clock.now(), settings.version)
        return try await desk.read { store in
            let told = try choice.runs(in: store).told
            let runs = try ReportSource(store).read(told.suffix(limit))
            return (ReportInput(runs: runs, generatedAt: now, toolVersion: version), told.count - runs.count)
        }
    }

    func providersPage(_ visitor: Visitor) async throws -> DashboardData.ProvidersPage {
        let content = try await index.current()
        return DashboardData.ProvidersPage(
            frame: frame(visitor, content),
            providers: ProviderRows.rows(of: content, known: settings.providers)
        )
    }

    /// The form with what stands in it, and why that could not be started.
    func measurePage(
        _ visitor: Visitor,
        order: MeasurementOrder = MeasurementOrder(),
        problem: DashboardData.Problem? = nil
    ) -> DashboardData.MeasurePage {
        DashboardData.MeasurePage(
            frame: frame(visitor),
            order: order,
            providers: settings.providers,
            measurements: measurements.all,
            problem: problem
        )
    }

    private func frame(_ visitor: Visitor, _ content: RunIndex.Content) -> DashboardData.Frame {
        var frame = frame(visitor)
        frame.running = content.runs.count { $0.state == .running }
        return frame
    }
}

extension RunIndex.Content {
    /// All providers, sorted.
    var providers: [String] { Set(runs.map(\.provider)).sorted() }
    /// All sweeps, sorted.
    var sweepNames: [String] { Set(sweeps.values).sorted() }
}

extension RunChoice {
    /// Reads `run` and `provider`, both repeatable, and `sweep`.
    /// - Throws: ``LabServerError/badParameter(_:value:expected:)``.
    init(_ parameters: ParameterReader) throws(LabServerError) {
        self.init()
        names = try parameters.texts("run", upTo: 2_000, count: 200)
        providers = try parameters.texts("provider", upTo: 200, count: 50)
        sweep = try parameters.text("sweep", upTo: 200)
    }

    /// Whether it chooses nothing in particular.
    var isEmpty: Bool { names.isEmpty && providers.isEmpty && sweep == nil }
}

import Comparing
import Estimation
import LabModel
import Reporting
import RunStore

/// What the pages show, as values: each page is drawn from one of these and looks at nothing else.
///
/// Every text in them may come from a run or a file, and is escaped by the page.
enum DashboardData {
    /// What stands around every page.
    struct Frame: Sendable {
        /// Who looks at it; forms carry its page token in the field `csrf`.
        var visitor = Visitor()
        /// The store's file name, without its folder.
        var database = "glasslab.sqlite"
        /// The lab's version.
        var version = ""
        /// How many runs are being measured now, by any process.
        var running = 0
    }

    /// `/`: the list of runs.
    struct RunsPage: Sendable {
        var frame = Frame()
        /// What was asked for.
        var query = RunQuery()
        /// The runs of this page, in the order asked for.
        var runs: [RunListing] = []
        /// How many runs fit the query, on all pages.
        var total = 0
        /// How many runs the store holds.
        var stored = 0
        /// All providers of the store, sorted, to choose from.
        var providers: [String] = []
        /// All sweeps of the store, sorted, to choose from.
        var sweeps: [String] = []
        /// How many pages there are, 1 or more.
        var pages: Int { max(1, (total + query.perPage - 1) / query.perPage) }
    }

    /// `/live`: what is measured now.
    ///
    /// Its script follows `/api/live`.
    struct LivePage: Sendable {
        var frame = Frame()
        /// What was known when the page was made.
        var snapshot = LiveSnapshot()
        /// Measurements that were started from here, the newest first.
        var measurements: [Measurement] = []
    }

    /// `/runs/NAME`: one run.
    struct RunPage: Sendable {
        var frame = Frame()
        /// The run as the store knows it.
        var run: StoredRun
        /// What `RunsReport.sections` makes the page's body from.
        var report: ReportInput
        /// All attempts under this id, the newest first.
        var attempts: [RunListing] = []
    }

    /// `/compare?run=NAME&run=NAME…` or `?provider=…`: runs beside each other.
    struct ComparePage: Sendable {
        var frame = Frame()
        /// What was asked for; empty where a person has still to choose.
        var choice = RunChoice()
        /// What is compared; nil where nothing was chosen.
        var report: ReportInput?
        /// How many runs that were chosen are left out, older than those compared.
        var left = 0
        /// Why it cannot be compared as asked; nil where it can.
        var problem: Problem?
        /// All providers of the store, sorted, to choose from.
        var providers: [String] = []
        /// All sweeps of the store, sorted, to choose from.
        var sweeps: [String] = []
    }

    /// `/providers`: ways from streamer to receiver, those of the store and those that can be measured.
    struct ProvidersPage: Sendable {
        var frame = Frame()
        var providers: [ProviderRow] = []
    }

    /// One provider.
    struct ProviderRow: Sendable {
        /// Its name.
        var name: String
        /// How it is reached and what it costs, without secrets; nil where only stored runs know of it.
        var definition: Provider?
        /// How many runs of it are stored.
        var runs = 0
        /// How many of them are complete.
        var complete = 0
        /// When its newest run began; nil without runs.
        var newest: WallTime?
        /// The name of its newest complete run, to link to; nil where there is none.
        var newestName: String?
        /// The medians over its complete runs; nil where none says.
        var frameDelayP50Ms: Double?
        var signalDelayP95: BoundedDelay?
        var operatingDelay: BoundedDelay?
    }

    /// `/measure`: the form that starts a measurement, and those that were started.
    struct MeasurePage: Sendable {
        var frame = Frame()
        /// What stands in the form.
        var order = MeasurementOrder()
        /// The providers to choose from.
        var providers: [Provider] = []
        /// Measurements that were started from here, the newest first.
        var measurements: [Measurement] = []
        /// Why what was asked for cannot be done; nil where nothing was asked, or it can.
        var problem: Problem?
    }

    /// `/login`: where the token is asked for.
    struct LoginPage: Sendable {
        var frame = Frame()
        /// Whether a wrong token was given just now.
        var hasFailed = false
        /// The path to open afterwards; begins with one `/`.
        var next = "/"
    }

    /// A request that failed.
    struct ProblemPage: Sendable {
        var frame = Frame()
        /// The status of HTTP, 400 to 599.
        var status = 500
        var problem: Problem
    }

    /// What went wrong, where, and what helps.
    struct Problem: Hashable, Sendable, Encodable {
        var what: String
        @OrNull var place: String?
        @OrNull var remedy: String?

        init(_ error: some LabError) {
            what = error.what
            place = error.place
            remedy = error.remedy
        }
    }
}

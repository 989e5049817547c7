/// What stands around a page: its title, the way to the others, the store.
struct FrameView: Sendable {
    /// A way to another page.
    struct Link: Sendable {
        var address: String
        var label: String
        var isCurrent: Bool
        /// A number beside it; nil for none.
        var badge: String?
    }

    /// The pages that the navigation names.
    enum Place: String, CaseIterable {
        case runs, live, compare, providers, measure

        var address: String { self == .runs ? "/" : "/" + rawValue }

        var label: String {
            switch self {
            case .runs: "Runs"
            case .live: "Live"
            case .compare: "Compare"
            case .providers: "Providers"
            case .measure: "Measure"
            }
        }
    }

    var title: String
    /// A word for stylesheets.
    var kind: String
    var links: [Link]
    var database: String
    var version: String
    var pageToken: String
    /// Whether the visitor may see more than the form to sign in.
    var isOpen: Bool
    var canSignOut: Bool
    /// After so many seconds the page loads again where there are no scripts; nil for never.
    var refreshSeconds: Int?
    var styles: [String]
    var scripts: [String]

    /// Makes the frame of a page.
    ///
    /// - Parameters:
    ///   - frame: what the server knows.
    ///   - title: the page's own, not yet cut.
    ///   - place: where in the navigation it is; nil for none of its pages.
    ///   - kind: a word for stylesheets; nil for that of its place.
    init(_ frame: DashboardData.Frame, title: String, at place: Place?, kind: String? = nil) {
        self.title = ShownText.name(title)
        self.kind = kind ?? place?.rawValue ?? "other"
        let running = frame.running
        links = Place.allCases.map { other in
            let badge = other == .live && running > 0 ? "\(running)" : nil
            return Link(address: other.address, label: other.label, isCurrent: other == place, badge: badge)
        }
        database = ShownText.name(frame.database)
        version = ShownText.name(frame.version)
        pageToken = frame.visitor.pageToken
        isOpen = !frame.visitor.needsToken || frame.visitor.isSignedIn
        canSignOut = frame.visitor.needsToken && frame.visitor.isSignedIn
        styles = [PageAsset.style.address]
        scripts = [PageAsset.script.address]
    }

    /// Makes it the frame of a page with charts alone.
    mutating func addCharts() {
        styles.insert(PageAsset.chartStyle.address, at: 0)
        scripts.append(PageAsset.chartScript.address)
    }

    /// Makes it the frame of a page with a report's sections, charts included.
    mutating func addReport() {
        styles.insert(PageAsset.reportStyle.address, at: 0)
        scripts.append(PageAsset.reportScript.address)
    }
}

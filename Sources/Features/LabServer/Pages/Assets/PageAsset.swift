import Charts
import Reporting

/// What pages fetch besides themselves, all from this server: stylesheets, scripts, the icon.
enum PageAsset: String, CaseIterable {
    case style = "glasslab.css"
    case chartStyle = "charts.css"
    case reportStyle = "report.css"
    case script = "pages.js"
    case chartScript = "charts.js"
    case reportScript = "report.js"
    case liveScript = "live.js"
    case measureScript = "measure.js"
    case icon = "icon.svg"

    /// Where it is fetched from.
    var address: String { "/assets/" + rawValue }

    var contentType: String {
        if rawValue.hasSuffix(".css") { return "text/css; charset=utf-8" }
        return rawValue.hasSuffix(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml"
    }

    var text: String {
        switch self {
        case .style: PageStyle.css
        case .chartStyle: ChartAssets.css
        case .reportStyle: RunsReport.css
        case .script: PageScript.text
        case .chartScript: ChartAssets.script
        case .reportScript: RunsReport.script
        case .liveScript: LiveScript.text
        case .measureScript: MeasureScript.text
        case .icon: Self.iconText
        }
    }

    /// A stopwatch's glass: a ring, its hand at ten past.
    private static let iconText = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="18" r="11" fill="#e8f1fc" \
        stroke="#0b62c4" stroke-width="3"/><path d="M16 18l5-5M13 3h6M16 3v4" fill="none" stroke="#0b62c4" \
        stroke-width="3" stroke-linecap="round"/></svg>
        """
}

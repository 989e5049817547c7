import LabModel
import Reporting

/// The form that starts a measurement, as it is shown.
struct MeasureView: PageView {
    static let template = PageTemplate.measure

    var frame: FrameView
    var problem: ProblemText?
    var id: String
    var providers: [Choice]
    var duration: String
    var size: String
    var fps: String
    var codecs: [Choice]
    var bitrate: String
    var link: String
    var measurements: [MeasurementView]
    var hasMeasurements: Bool

    init(_ page: DashboardData.MeasurePage) {
        frame = FrameView(page.frame, title: "Measure", at: .measure)
        frame.scripts.append(PageAsset.measureScript.address)
        let isBusy = page.measurements.contains { $0.state != .ended }
        frame.refreshSeconds = isBusy ? 3 : nil
        let order = page.order
        problem = page.problem.map(ProblemText.init)
        id = ShownText.name(order.id, limit: 200)
        providers = Self.providers(page)
        duration = NumberText.fixed(order.durationS, decimals: order.durationS.rounded() == order.durationS ? 0 : 3)
        size = ShownText.name(order.size)
        fps = ShownText.name(order.fps)
        codecs = VideoCodec.allCases.map { Choice($0.rawValue, isChosen: $0.rawValue == order.codec) }
        bitrate = ShownText.name(order.bitrate)
        link = ShownText.name(order.link, limit: 200)
        let token = page.frame.visitor.pageToken
        measurements = page.measurements.map { MeasurementView($0, pageToken: token) }
        hasMeasurements = !page.measurements.isEmpty
    }

    /// The one that the form holds is among them, even where nobody knows it: then the answer says so.
    private static func providers(_ page: DashboardData.MeasurePage) -> [Choice] {
        var names = page.providers.map(\.name)
        if !names.contains(page.order.provider) {
            names.insert(page.order.provider, at: 0)
        }
        return names.map { Choice($0, isChosen: $0 == page.order.provider) }
    }
}

/// One measurement that was started from here, as it is shown.
struct MeasurementView: Sendable {
    var number: Int
    var id: String
    /// The page of its run; nil while there is none to show.
    var address: String?
    /// `running`, `stopping` or `ended`.
    var kind: String
    var state: String
    var stateKind: String
    var provider: String
    var settings: String
    var started: String
    var startedISO: String
    var canStop: Bool
    var pageToken: String
    var isFailed: Bool
    var hasMessages: Bool
    /// What its process said, a line a message.
    var messages: String

    init(_ measurement: Measurement, pageToken: String) {
        let order = measurement.order
        number = measurement.number
        id = ShownText.name(order.id, limit: 80)
        kind = measurement.state.rawValue
        let isStored = measurement.exitCode == 0 || measurement.exitCode == 3
        address = measurement.state == .ended && isStored ? "/runs/" + PageAddress.encoded(order.id) : nil
        (state, stateKind) = Self.words(measurement)
        provider = ShownText.name(order.provider, limit: 64)
        settings = ShownText.name(
            "\(order.size), \(order.fps) fps, \(order.codec), \(order.bitrate)"
                + (order.link.isEmpty ? "" : ", network \(order.link)")
        )
        started = ShownText.instant(measurement.startedAt)
        startedISO = ShownText.name(measurement.startedAt)
        canStop = measurement.state == .running
        self.pageToken = pageToken
        isFailed = measurement.state == .ended && !isStored
        hasMessages = !measurement.messages.isEmpty
        messages = measurement.messages.map { ShownText.name($0, limit: 400) }.joined(separator: "\n")
    }

    /// How it stands, and a word for stylesheets.
    private static func words(_ measurement: Measurement) -> (String, String) {
        switch (measurement.state, measurement.exitCode) {
        case (.running, _): ("running", "running")
        case (.stopping, _): ("stopping", "running")
        case (.ended, 0): ("done", "complete")
        case (.ended, 3): ("done in part", "partial")
        case (.ended, let code): ("failed\(code.map { ", exit \($0)" } ?? "")", "failed")
        }
    }
}

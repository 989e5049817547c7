import Charts

/// What is measured now, as it is shown.
struct LiveView: PageView {
    static let template = PageTemplate.live

    var frame: FrameView
    var counted: String
    var isEmpty: Bool
    var cards: [LiveCard]
    /// A card without numbers, which the page's script fills; exactly one.
    var blank: [LiveCard]
    /// The chart of the runs, as HTML.
    var figure: String
    var measurements: [MeasurementView]
    var hasMeasurements: Bool
    /// How many of them are shown at most.
    var measurementLimit = 5

    init(_ page: DashboardData.LivePage) {
        let runs = page.snapshot.runs
        frame = FrameView(page.frame, title: runs.isEmpty ? "Live" : "Live (\(runs.count))", at: .live)
        frame.addCharts()
        frame.scripts += [PageAsset.liveScript.address, PageAsset.measureScript.address]
        frame.refreshSeconds = 2
        counted = runs.isEmpty ? "No run is being measured." : runs.count == 1 ? "1 run." : "\(runs.count) runs."
        isEmpty = runs.isEmpty
        let drawn = runs.count - min(runs.count, LiveChart.limit)
        cards = runs.enumerated().map { index, run in LiveCard(run, colour: index < drawn ? nil : index - drawn) }
        blank = [LiveCard(blank: ())]
        figure = ChartFigure.render(LiveChart.chart(page.snapshot), style: ChartStyle(width: 1_200, height: 260))
        let token = page.frame.visitor.pageToken
        measurements = page.measurements.prefix(measurementLimit).map { MeasurementView($0, pageToken: token) }
        hasMeasurements = !page.measurements.isEmpty
    }
}

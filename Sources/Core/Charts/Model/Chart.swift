/// A picture of numbers, before it has a size: axes, series and marks.
public struct Chart: Hashable, Sendable {
    /// Names it within its page: lower-case letters, digits and hyphens.
    public var id: String
    /// What it shows, in a few words.
    public var title: String
    /// From left to right.
    public var x: ChartAxis
    /// From bottom to top.
    public var y: ChartAxis
    /// What is drawn, the first below the others.
    public var series: [ChartSeries]
    /// What happened at an instant or during a time, drawn across the height.
    public var marks: [ChartMark]
    /// How to read it, in a sentence or two; empty where the title says it.
    public var note: String

    /// Makes a chart without series.
    public init(id: String, title: String, x: ChartAxis, y: ChartAxis) {
        self.id = id
        self.title = title
        self.x = x
        self.y = y
        series = []
        marks = []
        note = ""
    }
}

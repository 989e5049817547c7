/// How a chart is drawn, apart from its colours, which stand in ``ChartAssets/css``.
public struct ChartStyle: Hashable, Sendable {
    /// Width of the picture in CSS pixels, from 200 to 4,000; a page shrinks it to the room there is.
    public var width: Int
    /// Height of the picture in CSS pixels, from 100 to 4,000.
    public var height: Int
    /// Whether the picture holds its own legend; a figure has one beside the picture instead.
    public var legend: Bool
    /// Whether the picture holds its own stylesheet, to be a file of its own.
    public var standalone: Bool
    /// The most points drawn and embedded of one series; more are reduced by ``Reduction/extremes(_:buckets:)``.
    public var pointLimit: Int

    /// Makes the style of a picture within a page.
    public init(width: Int = 720, height: Int = 300, legend: Bool = true, standalone: Bool = false) {
        self.width = min(max(width, 200), 4_000)
        self.height = min(max(height, 100), 4_000)
        self.legend = legend
        self.standalone = standalone
        pointLimit = 2_000
    }
}

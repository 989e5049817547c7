import Reporting

/// One running run as it is shown; the page's script writes the same texts anew.
struct LiveCard: Sendable {
    /// A feed that is older than this, in seconds, shows that nothing comes any more.
    static let stale = 2.0

    var uuid: String
    /// A word for stylesheets: its line's colour in the chart; empty where it has none.
    var colour: String
    var name: String
    var address: String
    var provider: String
    var elapsed: String
    var delay: String
    var fps: String
    var dropped: String
    var age: String
    var ageKind: String
    /// The lowest and the highest delay of the curve.
    var range: String
    var event: String
    /// The curve as SVG paths, 240 by 48.
    var line: String
    var band: String

    init(_ run: LiveRun, colour: Int?) {
        self.colour = colour.map { "c\($0)" } ?? ""
        uuid = run.uuid
        name = "\(ShownText.name(run.id))@\(run.attempt)"
        address = PageAddress.run(name: run.name, uuid: run.uuid)
        provider = ShownText.name(run.provider, limit: 64)
        elapsed = ShownText.length(seconds: run.elapsedS)
        delay = ShownText.milliseconds(run.frameDelayMs)
        fps = NumberText.fixed(run.fps, decimals: 1)
        dropped = ShownText.count(run.dropped)
        age = run.ageS.map { "\(NumberText.fixed($0, decimals: 1)) s old" } ?? "waiting for the first frame"
        ageKind = (run.ageS ?? 0) > Self.stale ? "stale" : "fresh"
        event = ShownText.name(run.event ?? "")
        let spark = Spark(run.points)
        (line, band) = (spark.line, spark.band)
        range = spark.range
    }

    /// A card that says nothing yet.
    init(blank: Void) {
        uuid = ""
        colour = ""
        name = ""
        address = "/live"
        provider = ""
        elapsed = ""
        delay = ShownText.unknown
        fps = ShownText.unknown
        dropped = ShownText.unknown
        age = ""
        ageKind = "fresh"
        range = ""
        event = ""
        line = ""
        band = ""
    }
}

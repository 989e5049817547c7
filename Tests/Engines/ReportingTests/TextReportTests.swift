import Foundation
import LabModel
import LabTesting
import Testing

@testable import Reporting

@Suite struct TextReportTests {
    private let golden = GoldenFolder(beside: #filePath)
    private let location = RunLocation(database: "glasslab.sqlite", name: "test1")

    private var calm: [TrendPoint] {
        TrendPoint.reduce(samples: Planted.samples(300) { 4.4 + Double($0 % 7) * 0.2 + ($0 == 200 ? 9 : 0) })
    }

    private var rough: [TrendPoint] {
        TrendPoint.reduce(
            samples: Planted.samples(1_272) { index in
                (500..<560).contains(index)
                    ? nil : 320 + Double(index % 11) * 14 + (index > 560 ? 1_700 / Double(index - 559) : 0)
            }
        )
    }

    @Test func quietRun() throws {
        let text = TextReport.render(Planted.quiet, trend: calm, location: location)
        #expect(try text == golden.expected("quiet.txt", got: text))
    }

    @Test func quietRunInAscii() throws {
        let style = TextStyle(colour: false, unicode: false, width: 72)
        let text = TextReport.render(Planted.quiet, trend: calm, location: location, style: style)
        #expect(try text == golden.expected("quiet-ascii.txt", got: text))
        #expect(!text.contains { !$0.isASCII })
    }

    @Test func troubledRunInColour() throws {
        let style = TextStyle(colour: true, unicode: true, width: 100)
        let place = RunLocation(database: "/data/my runs.sqlite", name: "rtmp@2")
        let text = TextReport.render(Planted.troubled, trend: rough, location: place, style: style)
        #expect(try text == golden.expected("troubled-colour.txt", got: text))
    }

    @Test func troubledRun() throws {
        let text = TextReport.render(Planted.troubled, trend: rough)
        #expect(try text == golden.expected("troubled.txt", got: text))
        #expect(!text.contains("\u{1B}"))
        #expect(!text.contains("\u{7}"))
    }

    @Test func segmentedRun() throws {
        let text = TextReport.render(Planted.segmented, trend: calm, location: location)
        #expect(try text == golden.expected("segmented.txt", got: text))
    }

    @Test func whatIsUnknownOfSegmentsIsNotShownAsZero() {
        var summary = Planted.segmented
        summary.segments = Summary.Segments(count: 4)
        summary.playout?.start = Summary.Start(holdBackMs: 9_000, delayMs: nil, stalledRatio: nil)
        let text = TextReport.render(summary)
        #expect(text.contains("segments    4 asked for\n"))
        #expect(!text.contains("request to first byte"))
        #expect(text.contains("player      begins 9000 ms behind the playlist's end, delay not known\n"))
    }

    @Test func continuousStreamsSayNothingOfSegments() {
        let text = TextReport.render(Planted.quiet)
        #expect(!text.contains("segment") && !text.contains("player  ") && !text.contains("stream  "))
    }

    @Test(arguments: [
        ("srt://192.0.2.1:9000", [:], "srt over udp, container mpegts"),
        ("rtmp://192.0.2.1/live/…", [:], "rtmp over tcp, container mpegts"),
        ("rtsp://192.0.2.1/a", ["transport": SettingValue.text("UDP")], "rtsp over udp, container mpegts"),
        ("rtsp://192.0.2.1/a", [:], "rtsp, container mpegts"),
    ])
    func arrivalsOfTheLibraryAreCalledThat(url: String, settings: [String: SettingValue], wanted: String) {
        var summary = Planted.quiet
        (summary.run.url, summary.run.settings) = (url, settings)
        (summary.arrivalMethod, summary.media.container) = (.packet, "mpegts")
        let text = TextReport.render(summary, style: TextStyle(colour: false, unicode: true, width: 150))
        #expect(text.contains("stream      \(wanted), arrival is the packet's emergence from the library\n"))
    }

    @Test(arguments: ["/tmp/a.ts", "file:///tmp/a.ts", "-"])
    func nothingArrivesFromAFile(url: String) {
        var summary = Planted.quiet
        (summary.run.url, summary.arrivalMethod) = (url, .readLog)
        #expect(!TextReport.render(summary).contains("arrival is"))
    }

    @Test func framesNeverSeenAreInTheHeadline() {
        var summary = Planted.quiet
        summary.frames.unresolved = 150
        summary.events = [RunEvent(tS: 5, code: "stream_stopped", text: "")]
        let text = TextReport.render(summary, trend: [], style: TextStyle(colour: false, unicode: false, width: 200))
        #expect(text.contains(" dropped, 150 never seen, the stream stopped before the end.\n"))
        #expect(!TextReport.render(Planted.quiet, trend: []).contains("never seen"))
    }

    @Test func oneFrameKnownFromBelowMakesTheMeanABound() throws {
        let style = TextStyle(colour: false, unicode: false, width: 100)
        let lines = TextReport.render(Planted.troubled, trend: [], style: style).split(separator: "\n")
        let line = try #require(lines.first { $0.hasPrefix("signal delay") })
        #expect(line.split(separator: " ").dropLast().last?.hasPrefix(">=") == true)
    }

    @Test func unmarkedRunShowsNoZeroForTheUnknown() throws {
        let text = TextReport.render(Planted.unmarked)
        #expect(try text == golden.expected("unmarked.txt", got: text))
        #expect(!text.contains("0.00"))
    }

    @Test(arguments: [60, 80, 133, 200], [true, false])
    func noLineIsLongerThanTheWidth(width: Int, unicode: Bool) {
        let style = TextStyle(colour: false, unicode: unicode, width: width)
        for (summary, trend) in [
            (Planted.quiet, calm), (Planted.troubled, rough), (Planted.unmarked, []), (Planted.segmented, []),
        ] {
            let text = TextReport.render(summary, trend: trend, style: style)
            for line in text.split(separator: "\n") {
                #expect(line.count <= width, "\(line)")
            }
        }
    }

    @Test func eventsAreLimited() {
        var summary = Planted.quiet
        summary.events = (0..<20).map { RunEvent(tS: Double($0), code: "reconnected", text: "again") }
        let text = TextReport.render(summary)
        #expect(text.contains("11.0 s      reconnected: again\n"))
        #expect(!text.contains("12.0 s      reconnected"))
        #expect(text.contains("and 8 more events, see --json"))
    }

    @Test func percentilesKnownFromBelowSaySo() {
        let text = TextReport.render(Planted.troubled)
        #expect(text.contains("≥2652"))
        #expect(!text.contains("≥2272"))
        #expect(TextReport.render(Planted.troubled, style: TextStyle(unicode: false)).contains(">=2652"))
    }

    @Test func sumsAddUpAsPrinted() throws {
        for summary in [Planted.quiet, Planted.troubled] {
            for line in TextReport.facts(summary, style: TextStyle(width: 200)) where line.contains(" = ") {
                let sides = line.split(separator: ";")[0].components(separatedBy: " = ")
                let left = try #require(numbers(sides[0]).first)
                let terms = sides[1].components(separatedBy: " + ").compactMap { numbers($0).first }
                #expect(left == terms.reduce(0, +), "\(line)")
            }
        }
    }

    private func numbers(_ text: String) -> [Int] {
        text.split { !$0.isNumber }.compactMap { Int($0) }
    }
}

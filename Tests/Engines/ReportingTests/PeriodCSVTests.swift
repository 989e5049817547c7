import LabModel
import Testing

@testable import Reporting

@Suite struct PeriodCSVTests {
    private struct Full: Error {}

    private let periods = [
        Summary.Period(startS: 0, frames: 250, dropped: 2, fps: 24.5, frameDelayMs: 12.5, bitrateBps: 2_500_000),
        Summary.Period(startS: 10, frames: 3, dropped: nil, fps: nil, frameDelayMs: 0.1 + 0.2, bitrateBps: nil),
    ]

    private func text(_ columns: CSVColumns, of run: CSVRun? = nil) -> String {
        var text = ""
        PeriodCSV.write(periods: periods, columns: columns, of: run) { text += $0 }
        return text
    }

    @Test func aRowSaysItAll() {
        #expect(
            text(.all) == "start_s,frames,dropped,fps,frame_delay_ms,bitrate_bps\r\n0.0,250,2,24.5,12.5,2500000.0\r\n"
                + "10.0,3,,,0.30000000000000004,\r\n"
        )
    }

    @Test func theFirstLabsColumns() {
        #expect(
            text(.first)
                == "minute_count,frames_received,frames_dropped,avg_calculated_fps,avg_calculated_latency\r\n"
                + "0,250,2,24.5,0.0125\r\n1,3,,,0.00030000000000000003\r\n"
        )
    }

    @Test func severalRunsShareOneHeader() {
        let first = text(.all, of: CSVRun(name: "a@1", provider: "p", isFirst: true))
        #expect(first.hasPrefix("run,provider,start_s,frames") && first.contains("\r\na@1,p,0.0,250"))
        let second = text(.all, of: CSVRun(name: "b,@1", provider: "\"q\"", isFirst: false))
        #expect(second.hasPrefix("\"b,@1\",\"\"\"q\"\"\",0.0,250"))
    }

    @Test func aRunWithoutPeriodsHasAHeader() {
        var text = ""
        PeriodCSV.write(periods: []) { text += $0 }
        #expect(text == "start_s,frames,dropped,fps,frame_delay_ms,bitrate_bps\r\n")
    }

    @Test func whatTheWriterThrowsComesOut() {
        #expect(throws: Full.self) { try PeriodCSV.write(periods: []) { (_: String) throws(Full) in throw Full() } }
    }
}

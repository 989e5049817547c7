import LabModel
import Testing

@testable import Benchmarking

@Suite struct BenchmarkReportTests {
    @Test(arguments: [(0.031941, "0.0319"), (1.5, "1.50"), (282, "282"), (1_234_567, "1234567"), (0, "0.0")])
    func threeDigitsCount(value: Double, text: String) {
        #expect(BenchmarkReport.figure(value) == text)
    }

    @Test func aMissedLimitIsMarked() {
        let figure = Figure(name: "a", value: 2, unit: "ms", peer: "ffmpeg", peerValue: 1)
        let results = BenchmarkResult.results(of: [[figure]], limits: ["a": 1.5])
        let text = BenchmarkReport(results: results, loadAverage: 0.5).text()
        #expect(text.contains("load average before: 0.5\n"))
        #expect(text.hasSuffix("| a | 2.00 ms | 2.00 to 2.00 | 1 | 2.00 x ffmpeg | 1.50 MISSED |\n"))
        #expect(!text.contains("hostname"))
    }

    @Test func errorsSayWhatHelps() {
        let unknown = BenchmarkError.unknownBenchmark("a", known: ["b", "c"])
        #expect("\(unknown)" == "no benchmark is called \"a\". Choose of: b, c.")
        #expect(unknown.exitStatus == .usage)
        let process = BenchmarkError.process(command: "x -y", reason: "ended with status 256")
        #expect(
            "\(process)" == "x -y: ended with status 256. "
                + "Install ffmpeg, nginx with its RTMP module and GStreamer's RTSP server, and build the lab's "
                + "executables by `swift build -c release`."
        )
        #expect(process.exitStatus == .failed)
        #expect(
            "\(BenchmarkError.wrongWork(benchmark: "a", reason: "none"))"
                == "a did not do its work: none. Look at the program by hand: it is broken, not slow."
        )
    }
}

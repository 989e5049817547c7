import Foundation
import LabModel
import LabTesting
import Testing

@testable import Benchmarking

@Suite struct BadLinkBenchmarkTests {
    @Test(
        arguments: [
            ("The link: up 900 bytes, 3 of 40 datagrams lost, down 123456 bytes, 12 of 900 datagrams lost.", 12),
            ("The link: up 0 bytes, 0 of 4 segments lost, down 5 bytes, 0 of 9 segments lost, queue up to 2 ms.", 0),
            ("down", nil), ("down 1 2", nil), ("", nil),
        ] as [(String, Int?)]
    )
    func theEventOfALinkSaysWhatWasLost(text: String, lost: Int?) {
        #expect(BadLinkBenchmark.lost(in: text) == lost)
    }

    @Test func bothProvidersAreInTheFile() throws {
        let data = try BadLinkBenchmark(executables: "").providers(rtmp: 5, srt: 6)
        let text = String(decoding: data, as: UTF8.self).replacing("\\/", with: "/")
        #expect(text.contains("\"srt://127.0.0.1:6?mode=caller&latency=400000\""))
        #expect(text.components(separatedBy: "\"rtmp://127.0.0.1:5/live/bench\"").count == 3)
    }
}

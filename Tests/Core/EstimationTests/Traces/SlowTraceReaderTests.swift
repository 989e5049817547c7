import Estimation
import LabModel
import LabTesting
import Testing

@Suite struct SlowTraceReaderTests {
    /// Random rows: late frames, repeats, fractions, and now and then something wrong.
    private func text(using random: inout SeededGenerator) -> String {
        var text = "frame,sent_us,received_us\n"
        var received = Int.random(in: 0...1_795_000_000_000_000, using: &random)
        var highest = 0
        for _ in 0..<Int.random(in: 1...300, using: &random) {
            received += Int.random(in: 0...40_000, using: &random)
            let isLate = Int.random(in: 0..<5, using: &random) == 0
            let frame = isLate ? Int.random(in: max(0, highest - 9)...highest, using: &random) : highest + 1
            highest = max(highest, frame)
            let sent = "\(frame * 33_333).\(frame % 1_000)"
            let fraction = Bool.random(using: &random) ? ".25" : ""
            switch Int.random(in: 0..<400, using: &random) {
            case 0: text += "\(frame),\(frame * 33_333 + 7),\(received)\n"
            case 1: text += "\(frame),\(sent),\(received - 60_000)\n"
            case 2: text += "\(frame),\(sent)\n"
            default: text += "\(frame),\(sent),\(received)\(fraction)\n"
            }
        }
        return text
    }

    @Test func bothReadersAgree() {
        var random = SeededGenerator(seed: 7)
        var failures = 0
        for _ in 0..<200 {
            let text = text(using: &random)
            let slow = SlowTraceReader.read(text)
            do throws(TraceError) {
                let trace = try TraceText.read(text, pieces: Int.random(in: 1...99, using: &random))
                #expect(slow.errorLine == nil)
                #expect(trace.samples.map(row) == slow.rows)
            } catch {
                failures += 1
                #expect(error.place == slow.errorLine.map { "t.csv:\($0)" })
            }
        }
        #expect((10...190).contains(failures))
    }

    private func row(_ sample: Sample) -> SlowTraceReader.Row {
        .init(
            frame: sample.stamp?.number?.rawValue ?? 0,
            sentNanoseconds: sample.stamp?.time?.nanoseconds ?? 0,
            receivedNanoseconds: sample.decoded?.nanoseconds ?? 0
        )
    }
}

import Estimation
import LabModel
import LabTesting
import Testing

@Suite struct TraceFuzzTests {
    private static let pieces: [UInt8] = Array("0123456789.,-+eE\"\n\r \tnaif\u{0}\u{FF}".utf8)

    /// A good trace, with forms that are seldom seen.
    private static func seed(using random: inout SeededGenerator) -> [UInt8] {
        var text = "\u{FEFF}frame,note,sent_us,received_us,bytes,quality_db\r\n"
        for number in 0..<Int.random(in: 1...8, using: &random) {
            text += "\(number),\"a, b\",\(number * 40).5,\(number * 40 + 2)e3,900,1\(number).25\n"
        }
        return Array(text.utf8)
    }

    private static func mutate(_ bytes: [UInt8], using random: inout SeededGenerator) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
            let place = Int.random(in: 0..<bytes.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: bytes[place] = pieces.randomElement(using: &random) ?? 0
            case 1: bytes.insert(pieces.randomElement(using: &random) ?? 0, at: place)
            case 2: bytes.remove(at: place)
            case 3: bytes.removeLast(bytes.count - place)
            case 4: bytes[place] = UInt8.random(in: 0...255, using: &random)
            default: bytes.insert(contentsOf: bytes.suffix(bytes.count - place), at: place)
            }
        }
        return bytes
    }

    private func outcome(_ bytes: [UInt8], pieces: Int) -> Result<[Sample], TraceError> {
        Result { () throws(TraceError) in try TraceText.read(bytes, pieces: pieces).samples }
    }

    @Test func mutationsGiveATraceOrAnError() {
        var random = SeededGenerator(seed: 41)
        var traces = 0
        for _ in 0..<4_000 {
            let bytes = Self.mutate(Self.seed(using: &random), using: &random)
            let whole = outcome(bytes, pieces: .max)
            #expect(whole == outcome(bytes, pieces: Int.random(in: 1...7, using: &random)))
            switch whole {
            case .success(let samples):
                traces += 1
                #expect(!samples.isEmpty)
                let received = samples.compactMap(\.decoded)
                #expect(received.count == samples.count && received == received.sorted())
            case .failure(let error):
                #expect(error.remedy != nil && error.place?.hasPrefix("t.csv") == true)
            }
        }
        #expect((400...3_600).contains(traces))
    }

    @Test func summariesOfMutationsAddUp() {
        var random = SeededGenerator(seed: 42)
        var summed = 0
        for _ in 0..<600 {
            let bytes = Self.mutate(Self.seed(using: &random), using: &random)
            guard case .success(let trace) = Result(catching: { try TraceText.read(bytes) }) else { continue }
            let summary = Estimator.summarize(trace, manifest: Planted.manifest)
            Invariants.check(summary)
            #expect(summary.clock.method == .trace)
            summed += 1
        }
        #expect(summed > 60)
    }
}

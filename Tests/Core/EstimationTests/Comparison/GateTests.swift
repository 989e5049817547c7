import LabModel
import LabTesting
import Testing

@testable import Estimation

@Suite struct GateTests {
    @Test(arguments: [
        ("signal_delay_ms.p95<=+10%", false, Gate.Limit.moreByShare(0.1)),
        ("signal_delay_ms.p95<-2.5%", true, .moreByShare(-0.025)),
        ("signal_delay_ms.p95<=+20", false, .more(20)), (" signal_delay_ms.p95 <= -20 ms ", false, .more(-20)),
        ("signal_delay_ms.p95<250ms", true, .absolute(250)), ("frames.dropped<=0", false, .absolute(0)),
        ("frames.dropped<=+0", false, .more(0)), ("drift_ms_per_min<=0.5ms/min", false, .absolute(0.5)),
    ])
    func readsLimits(text: String, isStrict: Bool, limit: Gate.Limit) throws {
        let gate = try Gate(text)
        #expect(gate.text == text)
        #expect(gate.isStrict == isStrict)
        #expect(gate.limit == limit)
    }

    @Test(arguments: [
        ("", 1, "the path of a number is missing"), ("<=3", 1, "the path of a number is missing"),
        ("frames.dropped", 15, "< or <= is missing"), ("frames.dropped>=3", 15, "< or <= is missing"),
        ("frames.dropped<=", 17, "a number is missing"), ("frames.dropped<=+", 18, "a number is missing"),
        ("frames.dropped<=--3", 18, "a number is missing"), ("frames.dropped<=.5", 17, "a number is missing"),
        ("frames.dropped<=5.", 17, "a number is missing"), ("frames.dropped<=1.2.3", 17, "a number is missing"),
        ("frames.dropped<=nan", 17, "a number is missing"), ("frames.dropped<=٣", 17, "a number is missing"),
        ("frames.dropped<=10%", 19, "a percentage needs its sign, + or -"),
        ("signal_delay_ms.p95<=3s", 23, "\"s\" is not % or ms"),
        ("frames.dropped<=3ms", 18, "\"ms\" is not % or no unit"),
        ("frames.dropped<=3 x y", 21, "nothing may follow"),
        ("frames.dropped<=9999999999999", 17, "the number is above 10^12"),
    ])
    func whatCannotBeReadIsSaid(text: String, column: Int, reason: String) {
        let error = #expect(throws: ComparisonError.self) { try Gate(text) }
        guard case .badGate(text, let place, let said) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(place == column && said.hasPrefix(reason), "\(place): \(said)")
    }

    @Test func thePathsPlaceIsTheGates() {
        #expect(
            throws: ComparisonError.unknownPath(
                "bitrate_bps.x",
                column: 14,
                reason: "there is nothing below what stands before \"x\""
            )
        ) { try Gate(" bitrate_bps.x<=3") }
        let error = ComparisonError.badGate("frames.dropped", column: 15, reason: "< or <= is missing")
        #expect(
            error.description == "the gate \"frames.dropped\" cannot be read: < or <= is missing: character 15. "
                + "Write it like 'signal_delay_ms.p95<=+10%', 'signal_delay_ms.p95<=+20ms' or 'frames.dropped<=0'."
        )
    }

    /// Broken gates are refused, never misread, and nothing traps.
    @Test func mutationsAreReadOrRefused() {
        var random = SeededGenerator(seed: 11)
        let alphabet = Array("<>=+-%.0123456789 msp_x\u{0}é∞")
        for _ in 0..<4_000 {
            var text = Array("signal_delay_ms.p95<=+10%")
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let place = Int.random(in: 0..<text.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: text[place] = alphabet.randomElement(using: &random) ?? "x"
                case 1: text.insert(alphabet.randomElement(using: &random) ?? "x", at: place)
                default: text.remove(at: place)
                }
            }
            let gate = try? Gate(String(text))
            guard let gate else { continue }
            #expect(gate.isStrict != text.contains("="))
            #expect(gate.path.unit == "ms", "\(gate.text)")
            if case .absolute = gate.limit {
                #expect(!text.contains("+") && !text.contains("-"), "\(gate.text)")
            }
        }
    }

    @Test func longTextsAreRefused() {
        let text = String(repeating: "9", count: 100_000)
        #expect(throws: ComparisonError.self) { try Gate(text) }
        #expect(throws: ComparisonError.self) { try Gate("frames.dropped<=" + text) }
        #expect(throws: ComparisonError.self) { try FigurePath(text) }
    }
}

import LabModel
import Testing

@testable import Media

@Suite struct KeyframeGateTests {
    private func unit(_ time: Double?, isKey: Bool = false, isClean: Bool = false) throws -> AccessUnitAssembler.Unit {
        AccessUnitAssembler.Unit(
            packet: try PacketOwner.make(),
            times: UnitTimes(presentation: time.map { .seconds($0) }),
            isKey: isKey,
            isClean: isClean
        )
    }

    @Test func nothingPassesBeforeTheFirstKeyframe() throws {
        var gate = KeyframeGate()
        #expect(!gate.lets(try unit(1)))
        #expect(!gate.lets(try unit(2)))
        #expect(gate.lets(try unit(3, isKey: true, isClean: true)))
        #expect(gate.lets(try unit(2.5)))
        #expect(gate.dropped == 2)
        #expect(
            gate.takeEvents() == [
                MediaEvent(
                    code: "waiting_for_keyframe",
                    text:
                        "the stream was joined between keyframes: 2 access units before the first keyframe were left out"
                )
            ]
        )
        #expect(gate.takeEvents().isEmpty)
    }

    @Test func picturesShownBeforeAnOpenKeyframeAreLeftOut() throws {
        var gate = KeyframeGate()
        #expect(gate.lets(try unit(3, isKey: true)))
        #expect(!gate.lets(try unit(2)))
        #expect(!gate.lets(try unit(2.5)))
        #expect(gate.lets(try unit(5)))
        #expect(gate.lets(try unit(4)))
        #expect(gate.dropped == 2)
    }

    @Test func patienceEndsWhereNothingIsMarked() throws {
        var gate = KeyframeGate()
        let passed = try (0..<KeyframeGate.patience + 5).filter { _ in gate.lets(try unit(nil)) }
        #expect(passed == Array(KeyframeGate.patience..<KeyframeGate.patience + 5))
    }
}

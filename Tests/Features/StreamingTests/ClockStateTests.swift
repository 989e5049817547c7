import Foundation
import LabModel
import LabTesting
import Media
import Testing

@testable import Streaming

@Suite struct ClockStateTests {
    private static func metadata(_ drift: String) -> [UInt8] {
        Array(#"{"Cluster":"c","TaskARN":"a","Containers":[{"Name":"n"}]\#(drift)}"#.utf8)
    }

    /// The answer as the service's own documentation shows it.
    private static let documented = metadata(
        #","ClockDrift":{"ClockErrorBound":0.5458234999999999,"ReferenceTimestamp":"2021-09-07T16:57:44Z","#
            + #""ClockSynchronizationStatus":"SYNCHRONIZED"}"#
    )

    @Test func readsTheDocumentedAnswer() throws {
        let drift = try #require(ClockDrift(taskMetadata: Self.documented))
        #expect(drift.isSynchronized)
        let bound = try #require(drift.errorBound)
        #expect(bound >= .milliseconds(0.545_823) && bound <= .milliseconds(0.545_826))
    }

    @Test func aClockThatIsNotSynchronisedHasNoBound() {
        let drift = ClockDrift(
            taskMetadata: Self.metadata(
                #","ClockDrift":{"ClockErrorBound":9.5,"ClockSynchronizationStatus":"NOT_SYNCHRONIZED"}"#
            )
        )
        #expect(drift == ClockDrift(kernel: nil, isHard: true))
    }

    @Test(arguments: [#""#, #","ClockDrift":{}"#, #","ClockDrift":7"#, #","ClockDrift":{"ClockErrorBound":"x"}"#])
    func metadataWithoutAClockSaysNothing(_ drift: String) {
        #expect(ClockDrift(taskMetadata: Self.metadata(drift)) == nil)
    }

    @Test func aBoundThatMakesNoSenseIsNone() {
        let drift = ClockDrift(
            taskMetadata: Self.metadata(
                #","ClockDrift":{"ClockErrorBound":-1,"ClockSynchronizationStatus":"SYNCHRONIZED"}"#
            )
        )
        #expect(drift?.errorBound == nil && drift?.isSynchronized == true)
    }

    @Test func damagedMetadataNeverTraps() {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            var bytes = Self.documented
            for _ in 0..<Int.random(in: 1...8, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            if let bound = ClockDrift(taskMetadata: bytes)?.errorBound {
                #expect(bound >= .zero)
            }
        }
    }

    @Test func theMetadataGoesBeforeTheKernelWhileItIsFresh() throws {
        let clock = ManualClock()
        let state = ClockState(clock: clock, kernel: { .milliseconds(7) }, isKernelBoundHard: { true })
        #expect(state.present == ClockDrift(kernel: .milliseconds(7), isHard: true))
        state.learn(try #require(ClockDrift(taskMetadata: Self.documented)))
        clock.advance(by: ClockState.validity)
        #expect((state.present.errorBound ?? .zero) < .milliseconds(1))
        clock.advance(by: Latency(nanoseconds: 1))
        #expect(state.present.errorBound == .milliseconds(7))
        #expect(state.present.isSynchronized)
        let free = ClockState(clock: clock, kernel: { nil }, isKernelBoundHard: { true }).present
        #expect(free.errorBound == nil && !free.isSynchronized)
    }

    @Test func aBoundThatNobodyVouchesForIsUnknown() throws {
        let clock = ManualClock()
        let state = ClockState(clock: clock, kernel: { .zero }, isKernelBoundHard: { false })
        #expect(state.present.errorBound == nil)
        #expect(state.present.isSynchronized)
        state.learn(try #require(ClockDrift(taskMetadata: Self.documented)))
        #expect(state.present.errorBound != nil)
    }
}

@testable import Analysis
import Estimation
import LabModel
import LabTesting
import Media
import Synchronization
import Testing

@Suite struct AnalysisPipelineTests {
    /// Remembers what an analysis found.
    final class Findings: AnalysisSink {
        private let state = Mutex<(samples: [Sample], notes: [String], failures: [String])>(([], [], []))

        func analysed(_ sample: Sample, control: Sample?) {
            state.withLock { $0.samples.append(sample) }
            controlSamples.withLock { $0 += [control].compactMap { $0 } }
        }

        private let controlSamples = Mutex<[Sample]>([])
        private let openings = Mutex<[String]>([])

        var controls: [Sample] { controlSamples.withLock { $0 } }

        func opened(size: PixelSize, frameRate: FrameRate?) {
            openings.withLock { $0.append("\(size) \(frameRate.map { "\($0)" } ?? "?")") }
        }

        var opened: [String] { openings.withLock { $0 } }

        func noted(code: String, text: String) {
            state.withLock { $0.notes.append(code) }
        }

        func failed(_ error: any Error) {
            state.withLock { $0.failures.append("\(error)") }
        }

        var samples: [Sample] { state.withLock { $0.samples } }
        var notes: [String] { state.withLock { $0.notes } }
        var failures: [String] { state.withLock { $0.failures } }
    }

    func analyse(
        _ streams: [[[UInt8]]],
        limits: AnalysisLimits = .file,
        join: WallTime? = nil,
        clockView: ClockView = ClockView(known: (.zero, .zero)),
        control: PictureHalf? = nil
    ) throws -> Findings {
        let clock = ManualClock(at: MarkedStream.start)
        let findings = Findings()
        let plan = AnalysisPlan(
            limits: limits,
            classifier: SampleClassifier(join: join, nominalPeriod: MarkedStream.period),
            clockView: clockView,
            control: control
        )
        let pipeline = AnalysisPipeline(plan, clock: clock, sink: findings)
        for chunks in streams {
            let reader = try AccessUnitReader.open(
                source: ChunkSource(chunks),
                options: SourceOptions(),
                clock: clock,
                interrupt: Interrupt()
            )
            pipeline.connected(reader.video)
            while let unit = try reader.next() {
                pipeline.arrived(unit)
                clock.advance(by: .milliseconds(1))
            }
        }
        pipeline.finish()
        return findings
    }

    @Test func anotherSystemsMarksAreNamedOnce() throws {
        let stream = try MarkedStream(count: 20, format: .dict)
        let findings = try analyse([stream.chunks])
        #expect(findings.samples.map(\.stamp) == (0..<20).map { MarkedStream.stamp($0, .foreign) })
        #expect(findings.notes == ["mark_format"])
    }

    @Test func aChangeOfMarksIsNoted() throws {
        let streams = [try MarkedStream(count: 12, format: .dict), try MarkedStream(count: 12)]
        let findings = try analyse(streams.map(\.chunks))
        #expect(findings.samples.count == 24 && findings.samples.allSatisfy { $0.stamp != nil })
        #expect(findings.notes == ["mark_format", "mark_format", "epoch"])
        #expect(findings.samples.map(\.epoch) == Array(repeating: 0, count: 12) + Array(repeating: 1, count: 12))
    }

    @Test func everyFrameBecomesASample() throws {
        let stream = try MarkedStream(count: 40)
        let findings = try analyse([stream.chunks])
        #expect(findings.failures.isEmpty)
        #expect(findings.samples.map(\.stamp) == (0..<40).map { MarkedStream.stamp($0, stream.streamID) })
        #expect(findings.samples.allSatisfy { $0.decoded != nil && $0.arrival != nil && $0.size.bytes > 0 })
        #expect(findings.samples.filter(\.isKeyframe).count == 2)
        #expect(findings.samples.allSatisfy { $0.clockOffset == .zero && $0.clockErrorBound == .zero })
        let times = findings.samples.compactMap(\.presentationTime)
        #expect(zip(times.dropFirst(), times).allSatisfy { $0 - $1 == MarkedStream.period })
    }

    @Test func smallQueuesLoseNothing() throws {
        let stream = try MarkedStream(count: 40)
        let limits = AnalysisLimits(queuedUnits: 1, queuedPictures: 1, hurriedDepth: .max)
        let findings = try analyse([stream.chunks], limits: limits)
        #expect(findings.samples.count == 40)
        #expect(findings.samples.allSatisfy { $0.stamp != nil })
    }

    @Test func picturesWithoutAMarkSayWhy() throws {
        let stream = try MarkedStream(count: 10, unmarked: [4, 5])
        let findings = try analyse([stream.chunks])
        #expect(findings.samples.map { $0.stamp == nil } == (0..<10).map { [4, 5].contains($0) })
        #expect(findings.samples[4].unreadable == .noCode)
        #expect(findings.samples[3].unreadable == nil)
    }

    @Test func framesStampedBeforeJoinAreBacklog() throws {
        let stream = try MarkedStream(count: 10)
        let findings = try analyse([stream.chunks], join: MarkedStream.start + .milliseconds(100))
        #expect(findings.samples.map(\.isBacklog) == (0..<10).map { $0 * 40 < 100 })
    }

    @Test func anotherConnectionToAnotherStreamIsAnotherEpoch() throws {
        let first = try MarkedStream(count: 5)
        let second = try MarkedStream(count: 5, streamID: StreamID(rawValue: 8))
        let findings = try analyse([first.chunks, second.chunks])
        #expect(findings.opened == ["486x240 25", "486x240 25"])
        #expect(findings.samples.map(\.epoch) == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
        #expect(findings.samples.allSatisfy { $0.stamp != nil })
        #expect(findings.notes.contains("epoch"))
    }

    @Test func aLostChunkLosesItsFrameAlone() throws {
        let stream = try MarkedStream(count: 10)
        var chunks = stream.chunks
        chunks.remove(at: 6)
        let findings = try analyse([chunks])
        let numbers = findings.samples.compactMap { $0.stamp?.number?.rawValue }
        #expect(!numbers.contains(6))
        #expect(numbers.starts(with: [0, 1, 2, 3, 4, 5]))
    }

    @Test func whatIsKnownOfTheClockStandsInEachSample() throws {
        let stream = try MarkedStream(count: 3)
        let unknown = try analyse([stream.chunks], clockView: ClockView())
        #expect(unknown.samples.allSatisfy { $0.clockOffset == nil && $0.frameDelay == nil })
        let known = try analyse([stream.chunks], clockView: ClockView(known: (.milliseconds(5), .milliseconds(1))))
        #expect(known.samples.allSatisfy { $0.clockOffset == .milliseconds(5) })
        #expect(known.samples.first?.clockErrorBound == .milliseconds(1))
    }
}

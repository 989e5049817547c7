@testable import Analysis
import Estimation
import LabModel
import LabTesting
import Media
import Testing

@Suite struct HurriedReadingTests {
    /// Pictures that wait: marks are still read where they are drawn, and nothing is searched elsewhere.
    @Test func readsMarksWhereTheyAreDrawn() throws {
        let stream = try MarkedStream(count: 20, unmarked: [3, 4])
        let findings = try AnalysisPipelineTests().analyse(
            [stream.chunks],
            limits: AnalysisLimits(queuedUnits: 8, queuedPictures: 8, hurriedDepth: 0)
        )
        #expect(findings.samples.map { $0.stamp == nil } == (0..<20).map { [3, 4].contains($0) })
        #expect(findings.samples[3].unreadable == .noCode)
    }

    @Test func abandonedWorkIsNotDone() throws {
        let stream = try MarkedStream(count: 20)
        let clock = ManualClock(at: MarkedStream.start)
        let findings = AnalysisPipelineTests.Findings()
        let plan = AnalysisPlan(
            limits: AnalysisLimits(queuedUnits: 1, queuedPictures: 1, hurriedDepth: .max),
            classifier: .init(join: nil, nominalPeriod: nil),
            clockView: ClockView()
        )
        let pipeline = AnalysisPipeline(plan, clock: clock, sink: findings)
        let reader = try AccessUnitReader.open(
            source: ChunkSource(stream.chunks),
            options: SourceOptions(),
            clock: clock,
            interrupt: Interrupt()
        )
        pipeline.abandon()
        pipeline.connected(reader.video)
        while let unit = try reader.next() {
            pipeline.arrived(unit)
        }
        pipeline.finish()
        #expect(findings.samples.isEmpty)
        #expect(findings.failures.isEmpty)
    }

    @Test func aChangeOfSizeIsToldOnce() throws {
        let small = try MarkedStream(count: 5)
        let large = try MarkedStream(count: 5, size: PixelSize.imageSizes[1])
        let findings = try AnalysisPipelineTests().analyse([small.chunks + large.chunks])
        #expect(findings.notes.count { $0 == "resolution_changed" } == 1)
    }
}

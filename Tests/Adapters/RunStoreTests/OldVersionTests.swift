import Estimation
import Foundation
import LabModel
import LabTesting
import Testing

@testable import RunStore

/// Files of every released version open, keep what they hold and can be written on.
struct OldVersionTests {
    let folder: TemporaryFolder
    let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("old.sqlite")
    }

    @Test(arguments: ["1", "2", "3", "4", "5"])
    func `A file of that version opens and keeps its runs`(version: String) throws {
        try OldFile.make(version, path)
        let store = try RunStore.open(path)
        let run = try store.run(named: "old@1")
        #expect(run.state == .interrupted)
        #expect(run.manifest.provider == "direct")
        #expect(try store.samples(of: run) == Known.samples(2))
        let frames = "SELECT frame_number FROM stream_data WHERE analysis_number = \(run.analysisNumber)"
        #expect(try SQLiteShell.rows(path, frames) == ["0", "1"])
        #expect(try store.begin(Known.draft("old", seed: 2), clock: ManualClock()).name == "old@2")
    }

    @Test(arguments: ["1", "2", "3", "4", "5"])
    func `A run of that version is written on, and gets a control`(version: String) throws {
        try OldFile.make(version, path)
        let store = try RunStore.open(path)
        let run = try store.run(named: "old@1")
        var batch = SampleBatch()
        batch.samples = [Known.sample(2)]
        batch.segments = [Known.segment(9)]
        batch.quality = [Known.scored(9)]
        try store.append(batch, to: run)
        #expect(try store.trace(of: run).segments.last == Known.segment(9))
        #expect(try store.scoredFrames(of: run).last == Known.scored(9))
        (batch.segments, batch.quality) = ([], [])
        batch.samples = [Known.sample(40)]
        try store.append(batch, to: run, stream: .control)
        #expect(try store.samples(of: run) == Known.samples(3))
        #expect(try store.samples(of: run, stream: .control) == [Known.sample(40)])
        try store.add(Known.calibration(seed: 9, minutesLater: 1))
    }

    @Test func `Version 2 keeps control, calibrations and all facts of a trace`() throws {
        try OldFile.make("2", path)
        for mode in [RunStore.Mode.readOnly, .readWrite] {
            let store = try RunStore.open(path, mode: mode)
            let trace = try store.trace(of: store.run(named: "ended"))
            let known = Known.trace()
            #expect(trace.samples == Known.samples(2) && trace.control == [Known.sample(30)])
            #expect(trace.isClockDirect == known.isClockDirect && trace.clockJumps == known.clockJumps)
            #expect(trace.controlKind == known.controlKind && trace.joins == known.joins)
            #expect(trace.controlJoins.isEmpty)
            #expect(trace.intrinsic == known.intrinsic && trace.streamerClockBound == known.streamerClockBound)
            #expect(try store.latestCalibration(fitting: Known.calibration().key) == Known.calibration())
            #expect(trace.segments.isEmpty && trace.playerStart == nil && trace.avOffsets.isEmpty)
        }
    }

    @Test func `Version 3 keeps segments, the player's start and beeps`() throws {
        try OldFile.make("3", path)
        for mode in [RunStore.Mode.readOnly, .readWrite] {
            let store = try RunStore.open(path, mode: mode)
            let trace = try store.trace(of: store.run(named: "ended"))
            let known = Known.trace()
            #expect(trace.segments == known.segments && !trace.segments.isEmpty)
            #expect(trace.playerStart == known.playerStart && trace.avOffsets == known.avOffsets)
            #expect(try store.trace(of: store.run(named: "old")).segments == [Known.segment(3)])
            #expect(trace.quality == nil)
            #expect(try store.scoredFrames(of: store.run(named: "ended")).isEmpty)
        }
    }

    @Test func `Version 4 keeps what pictures scored`() throws {
        try OldFile.make("4", path)
        for mode in [RunStore.Mode.readOnly, .readWrite] {
            let store = try RunStore.open(path, mode: mode)
            #expect(try store.trace(of: store.run(named: "ended")).quality == Known.quality)
            #expect(try store.scoredFrames(of: store.run(named: "old")) == [Known.scored(5)])
        }
    }

    @Test func `Version 5 keeps what lists and pictures show`() throws {
        try OldFile.make("5", path)
        for mode in [RunStore.Mode.readOnly, .readWrite] {
            let store = try RunStore.open(path, mode: mode)
            let run = try store.run(named: "ended")
            #expect(try store.runs().first { $0.id == "ended" }?.figures?.frameDelayP50Ms == 10.5)
            #expect(try store.runs().first { $0.id == "old" }?.figures == nil)
            #expect(try store.storedDigest(of: run.manifest.uuid) == RunDigest(store.trace(of: run)))
        }
    }

    @Test(arguments: ["1"])
    func `A trace of that version has what was not known then as in a new trace`(version: String) throws {
        try OldFile.make(version, path)
        let trace = try RunStore.open(path).trace(of: RunStore.open(path).run(named: "ended"))
        #expect(trace.nominalPeriod == .milliseconds(40))
        #expect(trace.startup.firstByte == Known.start + .milliseconds(4))
        #expect(trace.samples == Known.samples(2))
        #expect(trace.isClockDirect)
        #expect(trace.clockJumps.isEmpty && trace.joins.isEmpty && trace.control.isEmpty)
        #expect(trace.controlKind == nil && trace.intrinsic == nil && trace.streamerClockBound == nil)
    }

    @Test(arguments: ["1"])
    func `A file of that version that is only read stays as it is`(version: String) throws {
        try OldFile.make(version, path)
        let before = try Data(contentsOf: URL(filePath: path))
        let store = try RunStore.open(path, mode: .readOnly)
        let run = try store.run(named: "ended@1")
        #expect(try store.trace(of: run).samples == Known.samples(2))
        #expect(try store.samples(of: run, stream: .control).isEmpty)
        #expect(try store.latestCalibration(fitting: Known.calibration().key) == nil)
        #expect(try store.runs().map(\.id) == ["ended", "old"])
        #expect(try Data(contentsOf: URL(filePath: path)) == before)
    }

    @Test func `A file that is brought up to date while it is read shows one stream`() throws {
        try OldFile.make("1", path)
        let reader = try RunStore.open(path, mode: .readOnly)
        let run = try reader.run(named: "old")
        #expect(try reader.samples(of: run) == Known.samples(2))
        var batch = SampleBatch()
        batch.samples = [Known.sample(40)]
        try RunStore.open(path).append(batch, to: run, stream: .control)
        #expect(try reader.samples(of: run) == Known.samples(2))
        #expect(try reader.samples(of: run, stream: .control) == [Known.sample(40)])
    }

    @Test func `A migration keeps every row`() throws {
        try OldFile.make("1", path)
        let tables = ["run", "sample_chunk", "clock_exchange", "run_event", "record_position"]
        let rows = tables.map { "SELECT * FROM \($0)" }
        let before = try rows.map { try SQLiteShell.rows(path, $0) }
        _ = try RunStore.open(path)
        let after = try rows.map { try SQLiteShell.rows(path, $0) }
        #expect(before[0] == after[0] && before[2...] == after[2...] && before.allSatisfy { !$0.isEmpty })
        #expect(before[1].map { $0 + "|0" } == after[1])
        #expect(try SQLiteShell.rows(path, "PRAGMA integrity_check; PRAGMA foreign_key_check") == ["ok"])
    }
}

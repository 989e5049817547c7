import LabModel
import Testing

@testable import HLS

@Suite struct FetchPositionTests {
    /// Segments 10 to 12 of two seconds, 12 with parts; two parts of segment 13.
    private static func playlist(_ change: (inout MediaPlaylist) -> Void = { _ in }) -> MediaPlaylist {
        var playlist = MediaPlaylist(version: 9, targetDuration: .seconds(2))
        playlist.partTarget = .milliseconds(500)
        playlist.mediaSequence = 10
        playlist.segments = (10...12).map { MediaSegment(uri: "s\($0)", duration: .seconds(2)) }
        playlist.segments[2].parts = parts(4)
        playlist.openSegment = OpenSegment(parts: parts(2))
        change(&playlist)
        return playlist
    }

    private static func parts(_ count: Int) -> [PartialSegment] {
        (0..<count).map { PartialSegment(uri: "p\($0)", duration: .milliseconds(500)) }
    }

    @Test func theNewestIndependentMediaIsTheBeginning() {
        #expect(Self.playlist().start(lowLatency: true) == FetchPosition(sequence: 12))
        #expect(
            Self.playlist { $0.hasIndependentSegments = true }.start(lowLatency: true) == FetchPosition(sequence: 13)
        )
        #expect(
            Self.playlist { $0.openSegment?.parts[1].isIndependent = true }.start(lowLatency: true)
                == FetchPosition(sequence: 13, part: 1)
        )
        #expect(
            Self.playlist { $0.segments[2].parts[2].isIndependent = true }.start(lowLatency: true)
                == FetchPosition(sequence: 12, part: 2)
        )
        #expect(
            Self.playlist { $0.hasIndependentSegments = true }.start(lowLatency: false) == FetchPosition(sequence: 12)
        )
    }

    @Test func missingMediaIsNoBeginning() {
        let gap = Self.playlist {
            $0.segments[2].isGap = true
            $0.openSegment?.parts[0].isGap = true
            $0.hasIndependentSegments = true
        }
        #expect(gap.start(lowLatency: true) == FetchPosition(sequence: 11))
        let none = Self.playlist {
            $0.segments = []
            $0.openSegment = nil
        }
        #expect(none.start(lowLatency: true) == nil)
        #expect(Self.playlist { $0.segments = [] }.start(lowLatency: false) == nil)
        #expect(Self.playlist { $0.segments = [] }.start(lowLatency: true) == FetchPosition(sequence: 10))
    }

    @Test func anEndedStreamBeginsAtItsBeginning() {
        let ended = Self.playlist {
            $0.isEnded = true
            $0.segments[0].isGap = true
        }
        #expect(ended.start(lowLatency: true) == FetchPosition(sequence: 11))
    }

    @Test func theEdgeIsCountedFromTheBeginning() {
        let playlist = Self.playlist()
        #expect(playlist.duration(from: FetchPosition(sequence: 13)) == .seconds(1))
        #expect(playlist.duration(from: FetchPosition(sequence: 13, part: 1)) == .milliseconds(500))
        #expect(playlist.duration(from: FetchPosition(sequence: 12, part: 3)) == .milliseconds(1_500))
        #expect(playlist.duration(from: FetchPosition(sequence: 10)) == .seconds(7))
        #expect(playlist.duration(from: FetchPosition(sequence: 3)) == .seconds(7))
    }

    @Test func timesAreCountedOnFromTheLastOneTold() {
        let start = WallTime(nanoseconds: 1_000_000_000)
        let playlist = Self.playlist { $0.segments[0].programTime = start }
        #expect(playlist.programTime(ofSequence: 10) == start)
        #expect(playlist.programTime(ofSequence: 12) == start + .seconds(4))
        #expect(playlist.programTime(ofSequence: 13) == start + .seconds(6))
        #expect(playlist.programTime(of: FetchPosition(sequence: 13, part: 2)) == start + .seconds(7))
        #expect(playlist.programTime(ofSequence: 9) == nil)
        let broken = Self.playlist {
            $0.segments[0].programTime = start
            $0.segments[1].isDiscontinuity = true
        }
        #expect(broken.programTime(ofSequence: 11) == nil)
        #expect(broken.programTime(ofSequence: 13) == nil)
        let told = Self.playlist {
            $0.segments[0].programTime = start
            $0.openSegment?.programTime = start + .seconds(9)
        }
        #expect(told.programTime(of: FetchPosition(sequence: 13, part: 1)) == start + .seconds(9.5))
        #expect(Self.playlist { $0.openSegment?.isDiscontinuity = true }.programTime(ofSequence: 13) == nil)
    }

    @Test func segmentsAreFoundByTheirTime() {
        let start = WallTime(nanoseconds: 1_000_000_000)
        let playlist = Self.playlist { $0.segments[0].programTime = start }
        #expect(playlist.sequence(atProgramTime: start + .seconds(2)) == 11)
        #expect(playlist.sequence(atProgramTime: start + .seconds(5.1)) == 13)
        #expect(playlist.sequence(atProgramTime: start + .seconds(4.9)) == 12)
        #expect(playlist.sequence(atProgramTime: start - .seconds(0.9)) == 10)
        #expect(playlist.sequence(atProgramTime: start - .seconds(1.1)) == nil)
        #expect(playlist.sequence(atProgramTime: start + .seconds(7.1)) == nil)
        #expect(Self.playlist().sequence(atProgramTime: start) == nil)
    }

    @Test func playersStayAsFarBehindAsTheServerSays() {
        var playlist = Self.playlist()
        #expect(playlist.holdBack(lowLatency: true) == .seconds(6))
        playlist.serverControl.holdBack = .seconds(8)
        #expect(playlist.holdBack(lowLatency: true) == .seconds(8))
        playlist.serverControl.partHoldBack = .milliseconds(1_500)
        #expect(playlist.holdBack(lowLatency: true) == .milliseconds(1_500))
        #expect(playlist.holdBack(lowLatency: false) == .seconds(8))
        playlist.partTarget = nil
        #expect(playlist.holdBack(lowLatency: true) == .seconds(8))
    }
}

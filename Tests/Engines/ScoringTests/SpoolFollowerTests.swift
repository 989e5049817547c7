import LabModel
import LabTesting
import Machine
import Media
import Testing

@testable import Scoring

/// Pictures that found no room while they were received.
@Suite(.heavy) struct SpoolFollowerTests {
    let folder: TemporaryFolder
    let deferred = DeferredFrames()

    init() throws {
        folder = try TemporaryFolder()
    }

    private func luma(_ picture: Picture) -> [UInt8] {
        picture.withLuma { PlantedStream.bytes($0) }
    }

    private func put(off numbers: [Int], of recording: PlayedRecording) {
        for number in numbers {
            let place = PicturePlaces.Place(connection: 0, sequence: recording.pictures[number].sequence ?? -1)
            let isTaken = deferred.add(PlantedStream.stamp(number), at: place)
            #expect(isTaken)
        }
    }

    /// The deferred frames found by now; their pictures are those that were received.
    private func found(_ follower: SpoolFollower, _ recording: PlayedRecording) -> [Int] {
        var numbers: [Int] = []
        while let late = follower.next(while: { true }) {
            let number = Int(late.stamp.number?.rawValue ?? 0)
            numbers.append(number)
            #expect(luma(late.picture) == luma(recording.pictures[number]))
        }
        return numbers
    }

    @Test func theyAreFoundAsSoonAsTheirUnitsAreKept() throws {
        let recording = try PlayedRecording(Array(0..<30), in: folder)
        let spool = try UnitSpool.make(limit: ByteCount(10_000_000))
        let follower = SpoolFollower(deferred, spool: spool, clock: SystemClock())
        spool.connected(recording.video)
        recording.units.prefix(10).forEach { spool.add($0) }
        #expect(follower.next(while: { true }) == nil)
        put(off: [3, 5, 12, 13], of: recording)
        #expect(follower.next(while: { false }) == nil)
        #expect(found(follower, recording) == [3, 5])
        #expect(deferred.count == 2)
        recording.units.dropFirst(10).forEach { spool.add($0) }
        put(off: [20], of: recording)
        #expect(found(follower, recording) == [12, 13, 20])
        #expect(deferred.count == 0)
    }

    @Test func framesThatAreNotToBeScoredAnyMoreArePassedOver() throws {
        let recording = try PlayedRecording(Array(0..<12), in: folder)
        let spool = try UnitSpool.make(limit: ByteCount(10_000_000))
        let follower = SpoolFollower(deferred, spool: spool, clock: SystemClock())
        spool.connected(recording.video)
        recording.units.forEach { spool.add($0) }
        put(off: [2, 3, 4], of: recording)
        #expect(follower.next(while: { true })?.stamp.number == 2)
        deferred.follow(every: 4)
        #expect(found(follower, recording) == [4])
        #expect(deferred.count == 0)
    }

    @Test func whatWasNotFoundIsGivenBack() throws {
        let recording = try PlayedRecording(Array(0..<70), in: folder)
        let spool = try UnitSpool.make(limit: ByteCount(10_000_000))
        let follower = SpoolFollower(deferred, spool: spool, clock: SystemClock())
        spool.connected(recording.video)
        recording.units.forEach { spool.add($0) }
        put(off: [3], of: recording)
        #expect(found(follower, recording) == [3])
        // Its unit was decoded already: it would be looked for behind all others.
        put(off: [1], of: recording)
        #expect(found(follower, recording) == [])
        #expect(deferred.count == 0)
        put(off: [69], of: recording)
        follower.end()
        #expect(deferred.take().values.compactMap(\.number?.rawValue).sorted() == [1, 69])
    }

    @Test func whereNothingMoreIsKeptNoneIsWaitedFor() throws {
        let recording = try PlayedRecording(Array(0..<30), in: folder)
        let spool = try UnitSpool.make(limit: ByteCount(10_000_000))
        let follower = SpoolFollower(deferred, spool: spool, clock: SystemClock())
        spool.connected(recording.video)
        recording.units.prefix(10).forEach { spool.add($0) }
        put(off: [3, 20], of: recording)
        #expect(found(follower, recording) == [3])
        #expect(deferred.count == 1)
        spool.refuse("the disk is too slow")
        #expect(found(follower, recording) == [])
        #expect(deferred.count == 0)
        follower.end()
        #expect(deferred.take().values.map(\.number) == [20])
    }
}

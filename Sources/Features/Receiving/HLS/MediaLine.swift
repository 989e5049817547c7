import Foundation
import HLS
import LabModel
import WebClient

/// The row in which media is read, whatever arrives first: pieces come in from the event loop, go out on the thread that
/// reads, place by place.
///
/// What waits is limited: a place that nobody reads, and every place once all of them together hold too much, stops its own
/// fetch; the place that is read next never waits for one behind it.
final class MediaLine: @unchecked Sendable {
    /// Bytes that came together.
    struct Piece {
        var bytes: [UInt8]
        var instant: WallTime
    }

    /// What a read met.
    enum Read: Equatable {
        /// So many bytes, which came at that instant.
        case bytes(Int, at: WallTime)
        /// A segment's end.
        case boundary
        /// Nothing more belongs to what was read so far.
        case end
    }

    private struct Slot {
        var place: Int
        var stretch: Int
        var media: MediaPlace
        var isMap: Bool
        var request: Int
        var pieces: [Piece] = []
        /// Of the first piece.
        var taken = 0
        var unread = 0
        /// Whether bytes of it were read.
        var isTouched = false
        var isDone = false
        /// It ended in the middle of something.
        var isBroken = false
        var paused: WebFetch?
    }

    /// The most unread bytes of one place before its fetch pauses.
    static let placeLimit = 8 << 20
    /// The most unread bytes of all places before all but the first pause.
    static let lineLimit = 64 << 20
    /// The most bytes of a map.
    static let mapLimit = 1 << 20

    private let condition = NSCondition()
    private var slots: [Slot] = []
    private var unread = 0
    private var isFinished = false
    private var failure: (any Error)?
    private var isInterrupted = false
    /// The map of the stretch that is read, so that it can be read again behind a break.
    private var map: (stretch: Int, pieces: [Piece]) = (-1, [])
    private var replay: [Piece] = []
    private var stretch = -1
    /// Which reader may read: an earlier one is over.
    private var reader = 0
    private var isOpen = false

    // MARK: What the driver says

    /// Media was asked for; at a place that is known it was asked for again.
    func expect(_ request: MediaRequest) {
        condition.withLock {
            if let index = index(of: request.place) {
                let isTouched = slots[index].isTouched
                drop(index)
                slots[index].request = request.id
                slots[index].isBroken = slots[index].isBroken || isTouched
                slots[index].isTouched = false
                return
            }
            let slot = Slot(
                place: request.place,
                stretch: request.stretch,
                media: request.media,
                isMap: request.kind == .map,
                request: request.id
            )
            let position = slots.firstIndex { $0.place > request.place } ?? slots.count
            slots.insert(slot, at: position)
        }
    }

    /// Nothing more comes at a place.
    func passOver(_ place: Int) {
        condition.withLock {
            guard let index = index(of: place), !slots[index].isDone else { return }
            slots[index].isDone = true
            slots[index].isBroken = slots[index].isTouched || slots[index].unread > 0 || slots[index].isBroken
            condition.broadcast()
        }
    }

    /// Nothing more comes at all.
    func finish(_ failure: (any Error)?) {
        condition.withLock {
            guard !isFinished else { return }
            isFinished = true
            self.failure = failure
            for index in slots.indices where !slots[index].isDone {
                slots[index].isDone = true
                slots[index].isBroken = true
            }
            condition.broadcast()
        }
    }

    // MARK: What the fetches say

    /// A piece of a request came.
    /// - Returns: whether more is wanted now; where not, `fetch` is told when it is.
    func add(_ piece: Piece, of request: MediaRequest, fetch: WebFetch) -> Bool {
        condition.withLock {
            guard let index = index(of: request.place), slots[index].request == request.id, !slots[index].isDone else {
                return true
            }
            slots[index].pieces.append(piece)
            slots[index].unread += piece.bytes.count
            unread += piece.bytes.count
            condition.broadcast()
            guard slots[index].unread > Self.placeLimit || index > 0 && unread > Self.lineLimit else { return true }
            slots[index].paused = fetch
            return false
        }
    }

    /// A request came whole.
    func complete(_ request: MediaRequest) {
        condition.withLock {
            guard let index = index(of: request.place), slots[index].request == request.id else { return }
            slots[index].isDone = true
            condition.broadcast()
        }
    }

    // MARK: What the reader says

    /// Makes a waiting reader return soon.
    func interrupt() {
        condition.withLock {
            isInterrupted = true
            condition.broadcast()
        }
    }

    /// Waits for bytes that a new reader can begin with; one that stopped by itself leaves the rest of its place behind.
    /// - Returns: the number of the reader; nil at the end of all.
    /// - Throws: why nothing more comes.
    func open() throws -> Int? {
        condition.lock()
        defer { condition.unlock() }
        if isOpen, let index = slots.indices.first {
            leave(index)
        }
        isOpen = false
        while !isInterrupted {
            while let head = slots.first, head.isDone, head.pieces.isEmpty {
                slots.removeFirst()
            }
            if let head = slots.first, !head.pieces.isEmpty {
                replay = !head.isMap && map.stretch == head.stretch ? map.pieces : []
                // What is read again did not come again: by its old instant the time since would be a stall.
                for index in replay.indices {
                    replay[index].instant = head.pieces[0].instant
                }
                stretch = head.stretch
                reader += 1
                isOpen = true
                slots[0].isBroken = head.isDone && head.isBroken
                return reader
            }
            if slots.isEmpty, isFinished {
                if let failure { throw failure }
                return nil
            }
            condition.wait()
        }
        return nil
    }

    /// Waits for what comes next.
    func read(_ number: Int, into buffer: UnsafeMutableRawBufferPointer) -> Read {
        condition.lock()
        defer { condition.unlock() }
        while !isInterrupted, number == reader, isOpen {
            if let piece = replay.first {
                return takeReplay(piece, into: buffer)
            }
            guard let head = slots.first else {
                guard !isFinished else { break }
                condition.wait()
                continue
            }
            let isRestarted = head.isBroken && !head.isDone
            guard head.stretch == stretch, !isRestarted else { break }
            if !head.pieces.isEmpty {
                return take(into: buffer)
            }
            guard head.isDone else {
                condition.wait()
                continue
            }
            slots.removeFirst()
            if head.isBroken { break }
            if endsSegment(head) { return .boundary }
        }
        if number == reader {
            isOpen = false
        }
        return .end
    }

    private func take(into buffer: UnsafeMutableRawBufferPointer) -> Read {
        let piece = slots[0].pieces[0]
        if slots[0].isMap, !slots[0].isTouched || map.stretch != stretch {
            map = (stretch, [])
        }
        let from = slots[0].taken
        let count = min(buffer.count, piece.bytes.count - from)
        buffer.copyBytes(from: piece.bytes[from..<from + count])
        slots[0].isTouched = true
        slots[0].taken += count
        slots[0].unread -= count
        unread -= count
        if slots[0].isMap, map.pieces.reduce(0, { $0 + $1.bytes.count }) + count <= Self.mapLimit {
            map.pieces.append(Piece(bytes: Array(piece.bytes[from..<from + count]), instant: piece.instant))
        }
        if slots[0].taken == piece.bytes.count {
            slots[0].pieces.removeFirst()
            slots[0].taken = 0
        }
        goOnFetching()
        return .bytes(count, at: piece.instant)
    }

    private func takeReplay(_ piece: Piece, into buffer: UnsafeMutableRawBufferPointer) -> Read {
        let count = min(buffer.count, piece.bytes.count)
        buffer.copyBytes(from: piece.bytes.prefix(count))
        if count == piece.bytes.count {
            replay.removeFirst()
        } else {
            replay[0].bytes.removeFirst(count)
        }
        return .bytes(count, at: piece.instant)
    }

    /// Whether what follows belongs to another segment; where nothing follows yet, that is not known of a part.
    private func endsSegment(_ slot: Slot) -> Bool {
        guard !slot.isMap else { return false }
        return slot.media.part == nil || slots.first.map { $0.media.sequence != slot.media.sequence } ?? false
    }

    /// Leaves out the rest of a place.
    private func leave(_ index: Int) {
        drop(index)
        slots[index].request = -1
        if !slots[index].isDone {
            // Its end is still heard of: nothing is waited for.
            slots[index].isDone = true
        }
    }

    private func drop(_ index: Int) {
        unread -= slots[index].unread
        slots[index].pieces = []
        slots[index].taken = 0
        slots[index].unread = 0
        goOnFetching()
    }

    private func goOnFetching() {
        for index in slots.indices {
            guard let fetch = slots[index].paused else { continue }
            let isLow = slots[index].unread <= Self.placeLimit / 2
            guard isLow, index == 0 || unread <= Self.lineLimit / 2 else { continue }
            slots[index].paused = nil
            fetch.resume()
        }
    }

    private func index(of place: Int) -> Int? {
        slots.firstIndex { $0.place == place }
    }
}

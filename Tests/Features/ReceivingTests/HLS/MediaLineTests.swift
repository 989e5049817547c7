import HLS
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing
import WebClient

@testable import Receiving

@Suite struct MediaLineTests {
    private let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)
    private let line = MediaLine()

    private func at(_ milliseconds: Int) -> WallTime {
        start + .milliseconds(Double(milliseconds))
    }

    private func add(_ bytes: [UInt8], _ request: MediaRequest, at milliseconds: Int = 0) {
        let piece = MediaLine.Piece(bytes: bytes, instant: at(milliseconds))
        _ = line.add(piece, of: request, fetch: Self.nobody)
    }

    /// A fetch that was over before it began: nothing in these tests pauses but where it is told.
    private static let nobody: WebFetch = {
        final class Deaf: WebReceiver {
            func began(_ head: WebHead) {}
            func received(_ bytes: [UInt8], at instant: WallTime, of fetch: WebFetch) -> Bool { true }
            func ended(_ failure: WebError?) {}
        }
        let client = WebClient(origin: nil, clock: SystemClock())
        return client.fetch(WebRequest(url: ""), to: Deaf())
    }()

    /// What a reader gets until nothing more belongs to it.
    private func all(_ number: Int, size: Int = 64) -> [String] {
        var seen: [String] = []
        var buffer = [UInt8](repeating: 0, count: size)
        while true {
            switch buffer.withUnsafeMutableBytes({ line.read(number, into: $0) }) {
            case .bytes(let count, let instant):
                let text = String(decoding: buffer[0..<count], as: UTF8.self)
                seen.append("\(text)@\(Int((instant - start).milliseconds))")
            case .boundary: seen.append("|")
            case .end: return seen
            }
        }
    }

    private func text(_ text: String) -> [UInt8] {
        Array(text.utf8)
    }

    @Test func bytesGoOutInTheirPlacesWithTheirInstants() throws {
        let requests = (0..<3).map { MediaRequest.planted(id: $0) }
        requests.forEach(line.expect)
        add(text("c"), requests[2], at: 1)
        add(text("b"), requests[1], at: 2)
        add(text("a"), requests[0], at: 3)
        add(text("A"), requests[0], at: 4)
        requests.forEach(line.complete)
        line.finish(nil)
        let number = try #require(try line.open())
        #expect(all(number) == ["a@3", "A@4", "|", "b@2", "|", "c@1", "|"])
        #expect(try line.open() == nil)
    }

    @Test func aPieceMayBeReadInParts() throws {
        let request = MediaRequest.planted(id: 0)
        line.expect(request)
        add(text("abcde"), request, at: 7)
        line.complete(request)
        line.finish(nil)
        let number = try #require(try line.open())
        #expect(all(number, size: 2) == ["ab@7", "cd@7", "e@7", "|"])
    }

    @Test func partsOfOneSegmentHaveNoBoundaryBetweenThem() throws {
        let requests = [
            MediaRequest.planted(id: 0, sequence: 5, part: 0), .planted(id: 1, sequence: 5, part: 1),
            .planted(id: 2, sequence: 6, part: 0),
        ]
        requests.forEach(line.expect)
        for request in requests {
            add(text("\(request.id)"), request)
            line.complete(request)
        }
        line.finish(nil)
        let number = try #require(try line.open())
        #expect(all(number) == ["0@0", "1@0", "|", "2@0"])
    }

    @Test func anotherStretchIsAnotherReader() throws {
        let requests = [
            MediaRequest.planted(id: 0, kind: .map), .planted(id: 1), .planted(id: 2, stretch: 1, kind: .map),
            .planted(id: 3, stretch: 1),
        ]
        requests.forEach(line.expect)
        for request in requests {
            add(text(request.kind == .map ? "M\(request.id)" : "\(request.id)"), request)
            line.complete(request)
        }
        line.finish(nil)
        #expect(all(try #require(try line.open())) == ["M0@0", "1@0", "|"])
        #expect(all(try #require(try line.open())) == ["M2@0", "3@0", "|"])
        #expect(try line.open() == nil)
    }

    @Test func behindABreakTheMapIsReadAgain() throws {
        let requests = [MediaRequest.planted(id: 0, kind: .map), .planted(id: 1), .planted(id: 2)]
        requests.forEach(line.expect)
        add(text("map"), requests[0], at: 1)
        line.complete(requests[0])
        add(text("half"), requests[1], at: 2)
        line.passOver(1)
        add(text("whole"), requests[2], at: 3)
        line.complete(requests[2])
        line.finish(nil)
        #expect(all(try #require(try line.open())) == ["map@1", "half@2"])
        // It did not come again: its bytes are as new as those that follow.
        #expect(all(try #require(try line.open())) == ["map@3", "whole@3", "|"])
        #expect(try line.open() == nil)
    }

    @Test func aPlaceOfWhichNothingCameIsNoBreak() throws {
        let requests = (0..<3).map { MediaRequest.planted(id: $0) }
        requests.forEach(line.expect)
        add(text("a"), requests[0])
        line.complete(requests[0])
        line.passOver(1)
        add(text("c"), requests[2])
        line.complete(requests[2])
        line.finish(nil)
        #expect(all(try #require(try line.open())) == ["a@0", "|", "|", "c@0", "|"])
    }

    @Test func aRequestThatIsMadeAgainReplacesWhatNobodyRead() throws {
        let first = MediaRequest.planted(id: 0)
        line.expect(first)
        add(text("old"), first)
        let second = MediaRequest.planted(id: 7, place: 0, sequence: 0)
        line.expect(second)
        add(text("late"), first)
        add(text("new"), second)
        line.complete(second)
        line.finish(nil)
        #expect(all(try #require(try line.open())) == ["new@0", "|"])
    }

    @Test func aReaderThatStoppedLeavesTheRestOfItsPlace() throws {
        let requests = (0..<2).map { MediaRequest.planted(id: $0) }
        requests.forEach(line.expect)
        add(text("ab"), requests[0])
        line.complete(requests[0])
        add(text("cd"), requests[1])
        line.complete(requests[1])
        line.finish(nil)
        let number = try #require(try line.open())
        var byte: [UInt8] = [0]
        #expect(byte.withUnsafeMutableBytes { line.read(number, into: $0) } == .bytes(1, at: start))
        #expect(all(try #require(try line.open())) == ["cd@0", "|"])
        // The first reader is over.
        #expect(all(number) == [])
    }

    @Test func theEndTellsWhy() throws {
        line.finish(WebError.cancelled)
        #expect(throws: WebError.cancelled) { try line.open() }
    }

    @Test func whatNobodyReadsPauses() throws {
        let requests = (0..<12).map { MediaRequest.planted(id: $0) }
        requests.forEach(line.expect)
        let piece = MediaLine.Piece(bytes: [UInt8](repeating: 0, count: MediaLine.placeLimit), instant: start)
        // One place may hold its limit, and one piece more; all together their own.
        #expect(line.add(piece, of: requests[0], fetch: Self.nobody))
        #expect(!line.add(piece, of: requests[0], fetch: Self.nobody))
        let taken = requests[1...].filter { line.add(piece, of: $0, fetch: Self.nobody) }
        #expect(taken.count == MediaLine.lineLimit / MediaLine.placeLimit - 2)
    }

    @Test func aWaitingReaderIsInterrupted() async throws {
        let line = line
        let opened = Mutex<Int?>(0)
        let thread = WorkerThread(name: "reader") {
            let number = try? line.open()
            opened.withLock { $0 = number ?? nil }
        }
        line.interrupt()
        await thread.ended()
        #expect(opened.withLock { $0 } == nil)
    }

    /// Two threads, random pieces, random orders: the same bytes come out.
    @Test(arguments: 1...5) func nothingIsLostBetweenThreads(seed: Int) async throws {
        let line = line
        let bodies: [[UInt8]] = (0..<40).map { number in
            var random = SeededGenerator(seed: UInt64(seed * 100 + number))
            return (0..<Int.random(in: 1...3_000, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        }
        let start = start
        let writer = WorkerThread(name: "writer") {
            var random = SeededGenerator(seed: UInt64(seed))
            for window in stride(from: 0, to: bodies.count, by: 4) {
                var left = Dictionary(uniqueKeysWithValues: (window..<window + 4).map { ($0, bodies[$0][...]) })
                left.keys.sorted().forEach { line.expect(.planted(id: $0)) }
                while let id = left.keys.sorted().randomElement(using: &random), let body = left[id] {
                    let count = min(body.count, Int.random(in: 1...700, using: &random))
                    let piece = MediaLine.Piece(bytes: Array(body.prefix(count)), instant: start)
                    _ = line.add(piece, of: .planted(id: id), fetch: Self.nobody)
                    left[id] = body.dropFirst(count)
                    if left[id]?.isEmpty == true {
                        line.complete(.planted(id: id))
                        left[id] = nil
                    }
                }
            }
            line.finish(nil)
        }
        let number = try #require(try line.open())
        var read: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 256)
        reading: while true {
            switch buffer.withUnsafeMutableBytes({ line.read(number, into: $0) }) {
            case .bytes(let count, _): read += buffer[0..<count]
            case .boundary: continue
            case .end: break reading
            }
        }
        await writer.ended()
        #expect(read == bodies.flatMap { $0 })
    }
}

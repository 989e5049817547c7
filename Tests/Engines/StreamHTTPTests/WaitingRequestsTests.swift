import HLS
import LabModel
import Testing

@testable import StreamHTTP

@Suite("Waiting requests")
struct WaitingRequestsTests {
    /// A window of parts of five frames and segments of ten, a tenth of a second a frame.
    private static func window(frames: Int) throws -> LiveWindow {
        var settings = LiveWindowSettings(
            container: .fragmentedMP4,
            frameRate: try #require(FrameRate(numerator: 10)),
            wishedPart: .milliseconds(500),
            segmentTarget: .seconds(1)
        )
        settings.keyframeInterval = 10
        var window = LiveWindow(settings, map: [0])
        for index in 0..<frames {
            window.append(
                LiveFrame(
                    bytes: [UInt8(truncatingIfNeeded: index)],
                    duration: .milliseconds(100),
                    isKeyframe: index % 10 == 0,
                    time: WallTime(nanoseconds: Int64(index) * 100_000_000)
                )
            )
        }
        return window
    }

    private static func playlist(_ query: String) -> WindowQuestion {
        .playlist(ReloadQuery(query: query))
    }

    @Test(
        "a question is answered when the window can, and refused when it never will",
        arguments: [
            (Self.playlist(""), 9, WindowVerdict?.none), (Self.playlist(""), 10, .ready),
            (Self.playlist("_HLS_msn=1&_HLS_part=0"), 14, nil), (Self.playlist("_HLS_msn=1&_HLS_part=0"), 15, .ready),
            (Self.playlist("_HLS_msn=1"), 19, nil), (Self.playlist("_HLS_msn=1"), 20, .ready),
            (Self.playlist("_HLS_msn=x"), 20, .refused(status: 400, why: "_HLS_msn is not a whole number")),
            (.resource("init.mp4"), 0, .ready), (.resource("s0.m4s"), 9, nil), (.resource("s0.m4s"), 10, .ready),
            (.resource("s0.1.m4s"), 5, nil), (.resource("s0.1.m4s"), 10, .ready), (.resource("s7.m4s"), 10, .missing),
            (.resource("../x"), 10, .missing),
        ]
    )
    func verdicts(question: WindowQuestion, frames: Int, verdict: WindowVerdict?) throws {
        #expect(question.judged(by: try Self.window(frames: frames)) == verdict)
    }

    /// Lets a task wait for each question, all in one book.
    private static func waiting(
        _ questions: [WindowQuestion],
        _ body: (inout WaitingRequests, [Int]) throws -> [Waiter]
    ) async throws -> [WaitingEnd] {
        let (arrivals, arrival) = AsyncStream.makeStream(
            of: (WindowQuestion, Waiter).self,
            bufferingPolicy: .bufferingNewest(questions.count)
        )
        return try await withThrowingTaskGroup(of: WaitingEnd.self) { group in
            for question in questions {
                group.addTask {
                    await withCheckedContinuation { arrival.yield((question, $0)) }
                }
            }
            var book = WaitingRequests()
            var ids: [Int] = []
            var iterator = arrivals.makeAsyncIterator()
            for _ in questions {
                guard let (question, waiter) = await iterator.next() else { break }
                ids.append(book.makeID())
                book.add(waiter, id: ids[ids.count - 1], for: question)
            }
            #expect(book.count == questions.count)
            for waiter in try body(&book, ids) {
                waiter.resume(returning: .changed)
            }
            #expect(book.count == 0)
            var ends: [WaitingEnd] = []
            for try await end in group {
                ends.append(end)
            }
            return ends
        }
    }

    @Test("a frame wakes those it answers, however many ask the same, and nobody else")
    func waking() async throws {
        let part = Self.playlist("_HLS_msn=1&_HLS_part=0")
        let ends = try await Self.waiting([part, part, part, Self.playlist("_HLS_msn=1")]) { book, _ in
            #expect(book.takeAnswered(by: try Self.window(frames: 14)).isEmpty)
            let first = book.takeAnswered(by: try Self.window(frames: 15))
            #expect(first.count == 3 && book.count == 1)
            #expect(book.takeAnswered(by: try Self.window(frames: 16)).isEmpty)
            return first + book.takeAnswered(by: try Self.window(frames: 20))
        }
        #expect(ends == [.changed, .changed, .changed, .changed])
    }

    @Test("one that goes away is taken out once, and the others of its question stay")
    func leaving() async throws {
        let question = WindowQuestion.resource("s0.m4s")
        let ends = try await Self.waiting([question, question]) { book, ids in
            #expect(book.take(ids[0], of: .resource("s1.m4s")) == nil)
            let gone = book.take(ids[0], of: question)
            #expect(book.take(ids[0], of: question) == nil && book.count == 1)
            gone?.resume(returning: .gone)
            return book.takeAnswered(by: try Self.window(frames: 10))
        }
        #expect(Set(ends) == [.gone, .changed])
    }

    @Test("the end of a stream answers everybody")
    func finishing() async throws {
        let questions = [Self.playlist("_HLS_msn=2"), .resource("s1.m4s"), .resource("s0.1.m4s")]
        let ends = try await Self.waiting(questions) { book, _ in
            var window = try Self.window(frames: 7)
            window.finish()
            return book.takeAnswered(by: window)
        }
        #expect(ends.count == 3)
    }
}

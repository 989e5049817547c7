import LabTesting
import Testing

@testable import Receiving

@Suite struct HTTPAnswerTests {
    private static let whole = "HTTP/1.1 200 OK\r\nContent-Type: x\r\ncontent-length:  5\r\n\r\nhello"

    private static func read(_ text: String, isClosed: Bool = false) -> HTTPAnswer.Progress {
        HTTPAnswer.read(Array(text.utf8), isClosed: isClosed)
    }

    @Test func everyPrefixIsIncompleteAndTheWholeIsThere() {
        for count in 0..<Self.whole.utf8.count {
            let prefix = Array(Self.whole.utf8.prefix(count))
            #expect(HTTPAnswer.read(prefix, isClosed: false) == .incomplete)
            guard case .unusable = HTTPAnswer.read(prefix, isClosed: true) else {
                Issue.record("\(count) bytes and a close are no answer")
                continue
            }
        }
        let answer = HTTPAnswer(status: 200, body: Array("hello".utf8), keepsAlive: true)
        #expect(Self.read(Self.whole) == .complete(answer))
    }

    @Test(arguments: [
        ("HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n", 404, true),
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n", 200, false),
        ("HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", 200, false),
        // What follows belongs to no question: the connection is not to be trusted.
        ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1", 200, false),
    ])
    func tellsWhetherTheConnectionMayBeUsedAgain(_ text: String, _ status: Int, _ keepsAlive: Bool) {
        #expect(Self.read(text) == .complete(HTTPAnswer(status: status, body: [], keepsAlive: keepsAlive)))
    }

    @Test func withoutALengthTheCloseEndsTheDocument() {
        let text = "HTTP/1.1 200 OK\r\n\r\nab"
        #expect(Self.read(text) == .incomplete)
        #expect(
            Self.read(text, isClosed: true) == .complete(HTTPAnswer(status: 200, body: [97, 98], keepsAlive: false))
        )
    }

    @Test(arguments: [
        "SSH-2.0-x\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "HTTP/1.1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
        "HTTP/1.1 abc OK\r\n\r\n", "\r\n\r\n",
    ])
    func whatIsNotUnderstoodIsSaid(_ text: String) {
        guard case .unusable(let reason) = Self.read(text) else {
            Issue.record("understood")
            return
        }
        #expect(!reason.isEmpty)
    }

    @Test func damagedAnswersNeverTrap() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<3_000 {
            var bytes = Array(Self.whole.utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            if case .complete(let answer) = HTTPAnswer.read(bytes, isClosed: .random(using: &random)) {
                #expect(answer.body.count <= bytes.count)
            }
        }
    }
}

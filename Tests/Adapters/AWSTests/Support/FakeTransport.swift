import LabModel
import Synchronization

@testable import AWS

/// Stands in for the network: answers as the test says, and keeps what it was asked.
final class FakeTransport: AWSTransport {
    typealias Reply = Result<AWSAnswer, TransportError>

    private let calls = Mutex<[AWSCall]>([])
    private let reply: @Sendable (AWSCall, Int) -> Reply

    /// - Parameter reply: the answer to a request, by the request and its number from 0.
    init(_ reply: @escaping @Sendable (AWSCall, Int) -> Reply) {
        self.reply = reply
    }

    /// Gives one answer after another, the last one for ever.
    convenience init(_ replies: [Reply]) {
        self.init { _, number in replies[min(number, replies.count - 1)] }
    }

    /// What it was asked, in order.
    var asked: [AWSCall] {
        calls.withLock { $0 }
    }

    func send(
        _ call: AWSCall,
        limits: TransportLimits,
        sink: (any BodySink)?
    ) async throws(TransportError) -> AWSAnswer {
        let number = calls.withLock { calls in
            calls.append(call)
            return calls.count - 1
        }
        let answer = try reply(call, number).get()
        guard let sink, (200..<300).contains(answer.status) else { return answer }
        do {
            try await sink.begin(answer)
            try await sink.take(answer.body)
        } catch {
            throw .sink(error)
        }
        return answer
    }

    func shutDown() async {}
}

extension AWSAnswer {
    /// An answer of JSON or XML.
    static func text(_ status: Int, _ text: String, _ headers: [String: String] = [:]) -> AWSAnswer {
        AWSAnswer(
            status: status,
            headers: headers.sorted { $0.key < $1.key }.map { AWSCall.Field($0.key, $0.value) },
            body: Array(text.utf8)
        )
    }
}

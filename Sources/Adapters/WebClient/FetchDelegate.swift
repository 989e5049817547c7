import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Hears what one request's connection says, on the event loop that read it.
final class FetchDelegate: HTTPClientResponseDelegate {
    private let fetch: WebFetch
    private let attempt: Int
    private let address: IPAddress

    init(_ fetch: WebFetch, attempt: Int, address: IPAddress) {
        self.fetch = fetch
        self.attempt = attempt
        self.address = address
    }

    func didReceiveHead(task: HTTPClient.Task<Void>, _ head: HTTPResponseHead) -> EventLoopFuture<Void> {
        fetch.head(head, attempt: attempt)
        return task.eventLoop.makeSucceededVoidFuture()
    }

    func didReceiveBodyPart(task: HTTPClient.Task<Void>, _ buffer: ByteBuffer) -> EventLoopFuture<Void> {
        fetch.piece(buffer, attempt: attempt) ?? task.eventLoop.makeSucceededVoidFuture()
    }

    func didFinishRequest(task: HTTPClient.Task<Void>) {
        fetch.finished(attempt: attempt)
    }

    func didReceiveError(task: HTTPClient.Task<Void>, _ error: any Error) {
        fetch.failed(error, attempt: attempt, address: address)
    }
}

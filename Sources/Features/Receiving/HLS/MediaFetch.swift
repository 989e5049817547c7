import HLS
import LabModel
import Synchronization
import WebClient

/// Hands the bytes of a map, segment or part on as they come, and notes when they did.
final class MediaFetch: WebReceiver {
    private let request: MediaRequest
    private let line: MediaLine
    private let book: SegmentBook
    private let inbox: HLSInbox
    private let clock: any LabClock
    private let came = Mutex<(bytes: Int, last: WallTime?)>((0, nil))

    init(_ request: MediaRequest, line: MediaLine, book: SegmentBook, inbox: HLSInbox, clock: any LabClock) {
        self.request = request
        self.line = line
        self.book = book
        self.inbox = inbox
        self.clock = clock
    }

    /// What servers call pages, messages and playlists; they call media by too many names to list.
    private static let foreign: Set = [
        "text/html", "application/xhtml+xml", "application/json", "text/xml", "application/xml", "application/dash+xml",
        "application/vnd.apple.mpegurl", "application/x-mpegurl", "audio/mpegurl", "audio/x-mpegurl", "text/css",
    ]

    func began(_ head: WebHead) throws(WebError) {
        guard let type = head.contentType, Self.foreign.contains(type) || type.hasPrefix("image/") else { return }
        throw .wrongType(address: SafeAddress.of(head.finalURL), type: type, wanted: "media")
    }

    func received(_ bytes: [UInt8], at instant: WallTime, of fetch: WebFetch) -> Bool {
        came.withLock { ($0.bytes, $0.last) = ($0.bytes + bytes.count, instant) }
        book.change { $0.came(bytes.count, of: request.id, at: instant) }
        return line.add(MediaLine.Piece(bytes: bytes, instant: instant), of: request, fetch: fetch)
    }

    func ended(_ failure: WebError?) {
        let now = clock.monotonicNow()
        let (bytes, last) = came.withLock { $0 }
        book.change { $0.over(request.id, lastByte: failure == nil ? last : nil) }
        if let failure {
            inbox.send(.failed(id: request.id, failure, size: ByteCount(bytes), at: now))
        } else {
            line.complete(request)
            inbox.send(.media(request, size: ByteCount(bytes), at: now))
        }
    }
}

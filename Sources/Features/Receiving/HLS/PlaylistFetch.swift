import HLS
import LabModel
import Synchronization
import WebClient

/// Collects a playlist.
final class PlaylistFetch: WebReceiver {
    private let request: PlaylistRequest
    private let inbox: HLSInbox
    private let clock: any LabClock
    private let state = Mutex<(bytes: [UInt8], finalURL: String)>(([], ""))

    init(_ request: PlaylistRequest, inbox: HLSInbox, clock: any LabClock) {
        self.request = request
        self.inbox = inbox
        self.clock = clock
    }

    func began(_ head: WebHead) {
        state.withLock { $0.finalURL = head.finalURL }
    }

    func received(_ bytes: [UInt8], at instant: WallTime, of fetch: WebFetch) -> Bool {
        state.withLock { $0.bytes += bytes }
        return true
    }

    func ended(_ failure: WebError?) {
        let now = clock.monotonicNow()
        let (bytes, finalURL) = state.withLock { $0 }
        if let failure {
            inbox.send(.failed(id: request.id, failure, size: ByteCount(0), at: now))
        } else {
            inbox.send(.playlist(id: request.id, bytes: bytes, finalURL: finalURL, at: now))
        }
    }
}

internal import CFFmpeg
internal import LabModel

/// One of libav's connections, or a file, for writing.
final class PushConnection {
    private let address: PushAddress
    private let watchdog: Watchdog
    private(set) var context: UnsafeMutablePointer<AVIOContext>?

    /// Connects, or makes a file.
    init(_ address: PushAddress, watchdog: Watchdog) throws(MediaError) {
        self.address = address
        self.watchdog = watchdog
        LibavText.begin()
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        for option in address.connection {
            av_dict_set(&options, option.name, option.value, 0)
        }
        var callback = watchdog.callback
        let url = address.transport == .file ? "file:\(address.url)" : address.url
        let code = avio_open2(&context, url, AVIO_FLAG_WRITE, &callback, &options)
        guard code >= 0 else { throw watchdog.failure(code, sendingTo: address) }
    }

    deinit {
        close()
    }

    /// Sends bytes in one piece.
    func send(_ bytes: [UInt8]) throws(MediaError) {
        avio_write(context, bytes, Int32(clamping: bytes.count))
        try flush()
    }

    /// Sends what was written so far.
    func flush() throws(MediaError) {
        guard let context else { return }
        avio_flush(context)
        guard context.pointee.error >= 0 else { throw watchdog.failure(context.pointee.error, sendingTo: address) }
    }

    func close() {
        avio_closep(&context)
    }
}

extension Watchdog {
    /// What libav calls to ask this watchdog, which must outlive whatever keeps the answer.
    var callback: AVIOInterruptCB {
        AVIOInterruptCB(callback: askWatchdog, opaque: Unmanaged.passUnretained(self).toOpaque())
    }

    /// The error of a call that sends.
    func failure(_ code: Int32, sendingTo address: PushAddress) -> MediaError {
        switch error(at: address.shown) {
        case .timedOut(let place, let doing, let seconds):
            return .sendTimedOut(address: place, doing: doing, seconds: seconds)
        case let stopped?: return stopped
        case nil: break
        }
        if [.http, .hls].contains(address.transport), let status = LibavText.httpStatus {
            return .refusedByServer(address: address.shown, status: status)
        }
        if address.isEncrypted, let isOtherHost = LibavText.certificateProblem {
            return .untrusted(address: address.shown, isOtherHost: isOtherHost)
        }
        if code == -ENOMEM { return .outOfMemory(what: "pushing") }
        return .sendFailed(address: address.shown, reason: address.scrubbed(LibavText.withLog(code)))
    }
}

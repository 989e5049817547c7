internal import CFFmpeg
internal import LabModel

/// Bytes through one of libav's protocols: http, https, file, tcp and others.
final class LibavTransport: Transport {
    private var context: UnsafeMutablePointer<AVIOContext>?
    private let watchdog: Watchdog
    private let address: String

    private init(context: UnsafeMutablePointer<AVIOContext>, watchdog: Watchdog, address: String) {
        self.context = context
        self.watchdog = watchdog
        self.address = address
    }

    deinit {
        avio_closep(&context)
    }

    /// Opens an address; `watchdog` must outlive the transport, which keeps it.
    static func open(_ url: String, watchdog: Watchdog) throws(MediaError) -> LibavTransport {
        let address = SafeAddress.of(url)
        LibavText.begin()
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        for option in ProtocolOption.of(SourceKind.scheme(of: url) ?? "file") {
            av_dict_set(&options, option.key, option.value, 0)
        }
        var context: UnsafeMutablePointer<AVIOContext>?
        let opaque = Unmanaged.passUnretained(watchdog).toOpaque()
        let code = lab_open_transport(&context, url, &options, askWatchdog, opaque)
        guard code >= 0, let context else {
            throw watchdog.error(at: address) ?? failure(code, url: url, address: address)
        }
        return LibavTransport(context: context, watchdog: watchdog, address: address)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(MediaError) -> Int {
        guard let context, let base = buffer.baseAddress else { return 0 }
        LibavText.begin()
        let count = avio_read_partial(
            context,
            base.assumingMemoryBound(to: UInt8.self),
            Int32(clamping: buffer.count)
        )
        if count >= 0 { return Int(count) }
        if let stopped = watchdog.error(at: address) { throw stopped }
        if count == lab_error_eof || isEndOfUnknownLength { return 0 }
        throw .sourceFailed(address: address, reason: LibavText.withLog(count))
    }

    /// libav calls it an error that a response without length ends where its connection ends.
    private var isEndOfUnknownLength: Bool {
        LibavText.lines.contains { $0.hasSuffix("should be \(UInt64.max)") }
    }

    func seek(to offset: Int) -> Bool {
        avio_seek(context, Int64(offset), SEEK_SET) >= 0
    }

    var isSeekable: Bool {
        guard let context else { return false }
        return context.pointee.seekable & AVIO_SEEKABLE_NORMAL != 0
    }

    var size: Int? {
        let size = avio_size(context)
        return size > 0 ? Int(size) : nil
    }

    var contentType: String? {
        let type = option("mime_type")?.split(separator: ";").first.map { $0.lowercased() }
        return type?.isEmpty == false ? type : nil
    }

    /// Where redirects led; nil for protocols that have none.
    var location: String? {
        option("location").flatMap { $0.isEmpty ? nil : $0 }
    }

    private func option(_ name: String) -> String? {
        var text: UnsafeMutablePointer<UInt8>?
        guard av_opt_get(context, name, AV_OPT_SEARCH_CHILDREN, &text) >= 0, let text else { return nil }
        defer { av_free(text) }
        return String(cString: text)
    }

    /// The error of an address that could not be opened.
    static func failure(_ code: Int32, url: String, address: String) -> MediaError {
        if code == lab_error_protocol { return .unknownProtocol(address: address) }
        if url.hasPrefix("http"), let status = LibavText.httpStatus {
            return .refusedByServer(address: address, status: status)
        }
        return .cannotOpen(address: address, reason: reason(code, url: url))
    }

    /// libav's text, and where the code alone reads `Input/output error` what its log says, or what that must mean.
    private static func reason(_ code: Int32, url: String) -> String {
        let line = LibavText.lines.last { line in
            ["Failed to resolve hostname", "failed to set option", "bind failed"].contains { line.contains($0) }
        }
        if let line { return LibavText.withoutPrefix(line) }
        // libav does not say why a connection of SRT was refused.
        let isSRT = SourceKind.scheme(of: url) == "srt"
        return isSRT && code == lab_error_io
            ? "nobody answers there, or the passphrase is another" : LibavText.of(code)
    }
}

internal import CFFmpeg
internal import LabModel

/// Finds out what libav's HLS muxer keeps to itself: uploads that a server refuses or nobody takes.
final class HLSUploads {
    /// What an origin shows before its first segment.
    private static let emptyPlaylist = "#EXTM3U\n#EXT-X-VERSION:6\n#EXT-X-TARGETDURATION:1\n"

    fileprivate typealias Open =
        @convention(c) (
            UnsafeMutablePointer<AVFormatContext>?, UnsafeMutablePointer<UnsafeMutablePointer<AVIOContext>?>?,
            UnsafePointer<CChar>?, Int32, UnsafeMutablePointer<OpaquePointer?>?
        ) -> Int32

    fileprivate let open: Open
    /// What each connection is told besides what the muxer tells it.
    fileprivate let options: [PushAddress.Option]
    /// The first error of a connection for an upload; 0 while there is none.
    fileprivate(set) var code: Int32 = 0

    /// Watches the connections that a muxer makes, and must outlive it.
    init?(_ context: UnsafeMutablePointer<AVFormatContext>, options: [PushAddress.Option]) {
        guard let open = context.pointee.io_open else { return nil }
        self.open = open
        self.options = options
        context.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
        context.pointee.io_open = openUpload
    }

    /// Puts an empty playlist where the stream's will be, and reads the server's answer, which the muxer never does.
    static func check(_ address: PushAddress, watchdog: Watchdog) throws(MediaError) {
        LibavText.begin()
        var options: OpaquePointer?
        defer { av_dict_free(&options) }
        let ofHTTP = address.container.filter { ["method", "headers"].contains($0.name) }
        for option in ofHTTP + address.connection {
            av_dict_set(&options, option.name, option.value, 0)
        }
        let digits = emptyPlaylist.utf8.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
        av_dict_set(&options, "post_data", digits, 0)
        var callback = watchdog.callback
        var connection: UnsafeMutablePointer<AVIOContext>?
        let code = avio_open2(&connection, address.url, AVIO_FLAG_READ, &callback, &options)
        defer { avio_closep(&connection) }
        if code < 0 { throw watchdog.failure(code, sendingTo: address) }
    }
}

private let openUpload: HLSUploads.Open = { context, connection, url, flags, options in
    guard let opaque = context?.pointee.opaque else { return lab_error_invalid_data }
    let uploads = Unmanaged<HLSUploads>.fromOpaque(opaque).takeUnretainedValue()
    var own: OpaquePointer?
    defer { av_dict_free(&own) }
    let code = withUnsafeMutablePointer(to: &own) { own in
        let options = options ?? own
        for option in uploads.options {
            av_dict_set(options, option.name, option.value, 0)
        }
        return uploads.open(context, connection, url, flags, options)
    }
    if code < 0, uploads.code == 0 {
        uploads.code = code
    }
    return code
}

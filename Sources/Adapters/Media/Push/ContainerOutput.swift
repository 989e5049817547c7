internal import CFFmpeg
internal import LabModel

/// One of libav's containers on one of its connections; some containers make their connections themselves.
final class ContainerOutput: PushOutput {
    private let address: PushAddress
    private let watchdog: Watchdog
    private var context: UnsafeMutablePointer<AVFormatContext>?
    private var tracks: MuxedTracks?
    /// Nil where the container makes its own.
    private var connection: PushConnection?
    /// Nil where the container is not HLS.
    private var uploads: HLSUploads?
    private(set) var hasBegun = false
    private var hasEnded = false

    init(_ address: PushAddress, stream: EncodedStream, watchdog: Watchdog) throws(MediaError) {
        self.address = address
        self.watchdog = watchdog
        let context = try MuxedTracks.container(address.format, for: address.url) { code in
            watchdog.failure(code, sendingTo: address)
        }
        self.context = context
        context.pointee.interrupt_callback = watchdog.callback
        context.pointee.max_interleave_delta = 0
        context.pointee.flags |= AVFMT_FLAG_FLUSH_PACKETS
        let tracks = try MuxedTracks(stream, in: context)
        tracks.video?.pointee.codec_tag = 0
        self.tracks = tracks
        if context.pointee.oformat.pointee.flags & AVFMT_NOFILE == 0 {
            let connection = try PushConnection(address, watchdog: watchdog)
            context.pointee.pb = connection.context
            self.connection = connection
        }
    }

    deinit {
        close()
    }

    func write(_ packet: EncodedPacket, sound: [SoundPacket]) throws(MediaError) {
        LibavText.begin()
        try begin(with: packet)
        try check(try tracks?.write(packet) ?? 0)
        for packet in sound {
            try check(try tracks?.write(packet) ?? 0)
        }
        try check(uploads?.code ?? 0)
        try connection?.flush()
    }

    func end() throws(MediaError) {
        guard hasBegun, !hasEnded else { return }
        hasEnded = true
        LibavText.begin()
        try check(av_write_trailer(context))
        try check(uploads?.code ?? 0)
        try connection?.flush()
    }

    func close() {
        guard let context else { return }
        if hasBegun, !hasEnded, address.transport == .rtsp {
            // Its sockets are given back nowhere else.
            hasEnded = true
            av_write_trailer(context)
        }
        connection?.close()
        avformat_free_context(context)
        self.context = nil
    }

    private func begin(with packet: EncodedPacket) throws(MediaError) {
        guard !hasBegun else { return }
        if address.transport == .hls, let context {
            // A server that took the stream before needs no trial, and its viewers none of our empty playlists.
            if !address.isAgain {
                try HLSUploads.check(address, watchdog: watchdog)
            }
            uploads = HLSUploads(context, options: address.connection)
        }
        try check(try tracks?.begin(with: packet, options: address.container) ?? 0)
        hasBegun = true
    }

    private func check(_ code: Int32) throws(MediaError) {
        if code < 0 { throw failure(code) }
    }

    private func failure(_ code: Int32) -> MediaError {
        watchdog.failure(code, sendingTo: address)
    }
}

internal import CFFmpeg

/// libav's own view of a ``ByteChannel``: an AVIOContext whose callbacks call it.
final class DemuxerInput {
    let channel: ByteChannel
    private(set) var context: UnsafeMutablePointer<AVIOContext>?

    private init(channel: ByteChannel) {
        self.channel = channel
    }

    deinit {
        if let context {
            av_freep(&context.pointee.buffer)
        }
        avio_context_free(&context)
    }

    /// Makes one that keeps the channel; libav may seek in all but transport streams, whose scanner reads along.
    static func make(channel: ByteChannel, seekable: Bool) throws(MediaError) -> DemuxerInput {
        let input = DemuxerInput(channel: channel)
        let size = ByteChannel.bufferSize
        guard let buffer = av_malloc(size + Int(lab_padding)) else { throw .outOfMemory(what: "a read buffer") }
        input.context = avio_alloc_context(
            buffer.assumingMemoryBound(to: UInt8.self),
            Int32(size),
            0,
            Unmanaged.passUnretained(channel).toOpaque(),
            readBytes,
            nil,
            seekable ? seekBytes : nil
        )
        guard let context = input.context else {
            av_free(buffer)
            throw .outOfMemory(what: "a read buffer")
        }
        context.pointee.seekable = seekable ? AVIO_SEEKABLE_NORMAL : 0
        return input
    }

    /// The offset up to which the demuxer has taken bytes.
    var position: Int {
        Int(avio_seek(context, 0, SEEK_CUR))
    }
}

private let readBytes: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?, Int32) -> Int32 = {
    opaque,
    buffer,
    size in
    guard let opaque, let buffer else { return lab_error_invalid_data }
    let channel = Unmanaged<ByteChannel>.fromOpaque(opaque).takeUnretainedValue()
    return channel.deliver(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
}

private let seekBytes: @convention(c) (UnsafeMutableRawPointer?, Int64, Int32) -> Int64 = { opaque, offset, whence in
    guard let opaque else { return -1 }
    return Unmanaged<ByteChannel>.fromOpaque(opaque).takeUnretainedValue().seek(to: offset, whence: whence)
}

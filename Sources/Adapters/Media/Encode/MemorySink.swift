internal import CFFmpeg

/// Collects what a muxer writes.
final class MemorySink {
    private(set) var context: UnsafeMutablePointer<AVIOContext>?
    private var bytes: [UInt8] = []

    private init() {}

    deinit {
        if let context {
            av_freep(&context.pointee.buffer)
        }
        avio_context_free(&context)
    }

    static func make() throws(MediaError) -> MemorySink {
        let sink = MemorySink()
        let size = 32_768
        guard let buffer = av_malloc(size) else { throw .outOfMemory(what: "a write buffer") }
        let opaque = Unmanaged.passUnretained(sink).toOpaque()
        sink.context = avio_alloc_context(
            buffer.assumingMemoryBound(to: UInt8.self),
            Int32(size),
            1,
            opaque,
            nil,
            writeBytes,
            nil
        )
        guard sink.context != nil else {
            av_free(buffer)
            throw .outOfMemory(what: "a write buffer")
        }
        return sink
    }

    /// Hands over what was written since the last call.
    func take() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    fileprivate func append(_ more: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: more)
    }
}

private let writeBytes: @convention(c) (UnsafeMutableRawPointer?, UnsafeMutablePointer<UInt8>?, Int32) -> Int32 = {
    opaque,
    buffer,
    size in
    guard let opaque, let buffer else { return lab_error_invalid_data }
    let bytes = UnsafeRawBufferPointer(start: buffer, count: Int(size))
    Unmanaged<MemorySink>.fromOpaque(opaque).takeUnretainedValue().append(bytes)
    return size
}

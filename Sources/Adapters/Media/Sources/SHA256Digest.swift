internal import CFFmpeg

/// The SHA-256 digest of bytes that come in parts, by libav's own implementation.
public struct SHA256Digest: ~Copyable {
    private let state: OpaquePointer

    /// Starts a digest of no bytes.
    /// - Returns: nil when there is no memory for it.
    public init?() {
        guard let state = av_sha_alloc() else { return nil }
        self.state = state
        av_sha_init(state, 256)
    }

    deinit {
        av_free(UnsafeMutableRawPointer(state))
    }

    /// Adds bytes at the end.
    public mutating func update(_ bytes: some Sequence<UInt8>) {
        let done: Void? = bytes.withContiguousStorageIfAvailable { av_sha_update(state, $0.baseAddress, $0.count) }
        if done == nil {
            Array(bytes).withUnsafeBufferPointer { av_sha_update(state, $0.baseAddress, $0.count) }
        }
    }

    /// Ends the digest.
    /// - Returns: 64 hexadecimal digits in lower case.
    public consuming func finish() -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        av_sha_final(state, &digest)
        return digest.map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }
}

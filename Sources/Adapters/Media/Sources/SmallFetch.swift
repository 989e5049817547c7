public import LabModel

/// Fetches small documents over http and https.
public enum SmallFetch {
    /// Gets a document; blocks until all of it is there.
    /// - Parameters:
    ///   - url: what libav opens, normally `http://` or `https://`.
    ///   - limit: how long the document may be.
    ///   - timeout: for the whole exchange.
    ///   - interrupt: stops it from another thread.
    ///   - clock: what the timeout is measured with.
    /// - Returns: the document's bytes.
    /// - Throws: a ``MediaError``: refused, another status than success, too long, timed out, cancelled.
    public static func get(
        _ url: String,
        limit: ByteCount,
        timeout: Latency,
        interrupt: Interrupt,
        clock: any LabClock
    ) throws(MediaError) -> [UInt8] {
        let watchdog = Watchdog(interrupt: interrupt, clock: clock)
        watchdog.beginWhole("fetching a document", limit: timeout)
        let transport = try LibavTransport.open(url, watchdog: watchdog)
        var document: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = try read(transport, into: &chunk)
            if count == 0 { return document }
            document.append(contentsOf: chunk[0..<count])
            if document.count > limit.bytes {
                throw .tooLong(address: SafeAddress.of(url), limit: limit.bytes)
            }
        }
    }

    private static func read(_ transport: LibavTransport, into chunk: inout [UInt8]) throws(MediaError) -> Int {
        let result = chunk.withUnsafeMutableBytes { buffer in
            Result { () throws(MediaError) in try transport.read(into: buffer) }
        }
        return try result.get()
    }
}

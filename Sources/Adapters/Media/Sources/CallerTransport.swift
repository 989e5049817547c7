internal import LabModel

/// Bytes from a caller's own source.
final class CallerTransport: Transport {
    private let source: any ByteSource
    private let watchdog: Watchdog
    private let address: String
    private let cancelKey: Int

    init(source: any ByteSource, watchdog: Watchdog, address: String) {
        self.source = source
        self.watchdog = watchdog
        self.address = address
        let reference = SourceReference(source)
        cancelKey = watchdog.interrupt.onCancel { reference.source?.interrupt() }
    }

    deinit {
        watchdog.interrupt.removeHandler(cancelKey)
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(MediaError) -> Int {
        if watchdog.mustStop, let stopped = watchdog.error(at: address) { throw stopped }
        do {
            let count = try source.read(into: buffer)
            if count == 0, watchdog.interrupt.isCancelled { throw MediaError.cancelled }
            return min(max(0, count), buffer.count)
        } catch {
            if let stopped = watchdog.error(at: address) { throw stopped }
            throw (error as? MediaError) ?? .sourceFailed(address: address, reason: "\(error)")
        }
    }

    func seek(to offset: Int) -> Bool { false }

    var isSeekable: Bool { false }

    var size: Int? { nil }

    var contentType: String? { nil }

    var arrival: WallTime? { source.arrival }

    var isAtBoundary: Bool { source.isAtBoundary }
}

/// Carries the source to the cancelling thread; `ByteSource.interrupt()` is documented to be called from there.
private final class SourceReference: @unchecked Sendable {
    weak let source: (any ByteSource)?

    init(_ source: any ByteSource) {
        self.source = source
    }
}

internal import CFFmpeg
internal import LabModel

/// Carries bytes from a transport to libav's demuxer and notes when each of them came.
final class ByteChannel {
    private let transport: any Transport
    private let clock: any LabClock
    private let options: SourceOptions
    let watchdog: Watchdog

    private var stash: [UInt8] = []
    private var log = ReadLog()
    private(set) var scanner: TransportStreamScanner?
    private(set) var bytesRead = 0
    private(set) var firstByteAt: WallTime?
    private(set) var lastReadAt: WallTime?
    private(set) var gaps: [TimeGap] = []
    /// Why nothing more comes; nil at a clean end.
    private(set) var failure: MediaError?
    private(set) var ended = false

    static let bufferSize = 32_768
    static let maximumGaps = 10_000

    init(transport: any Transport, clock: any LabClock, options: SourceOptions, watchdog: Watchdog) {
        self.transport = transport
        self.clock = clock
        self.options = options
        self.watchdog = watchdog
    }

    var isSeekable: Bool { transport.isSeekable }

    var size: Int? { transport.size }

    var contentType: String? { transport.contentType }

    /// Reads ahead until at least `count` bytes are known or the source ends; they are still delivered afterwards.
    /// - Throws: what the transport threw before the first byte.
    func peek(atLeast count: Int) throws(MediaError) -> [UInt8] {
        while stash.count < count, !ended {
            var chunk = [UInt8](repeating: 0, count: Self.bufferSize)
            let got = chunk.withUnsafeMutableBytes { receive(into: $0) }
            stash.append(contentsOf: chunk[0..<max(0, got)])
        }
        if stash.isEmpty, let failure { throw failure }
        return stash
    }

    /// From now on the bytes are an MPEG transport stream, those of the peek included.
    func scanTransportStream() {
        var scanner = TransportStreamScanner()
        // The peek's bytes may have come by several reads: each is scanned with its own instant.
        var from = 0
        for point in log.points(in: 0..<stash.count).points {
            stash.withUnsafeBytes { bytes in
                scanner.scan(UnsafeRawBufferPointer(rebasing: bytes[from..<point.end]), at: point.instant)
            }
            from = point.end
        }
        self.scanner = scanner
    }

    func limitScan(to pid: UInt16) {
        scanner?.onlyPID = pid
    }

    /// The PES packet that begins at `position`.
    func record(at position: Int, pid: UInt16) -> TransportStreamScanner.Record? {
        scanner?.record(at: position, pid: pid)
    }

    /// When the byte before `offset` was read; the newest read where that is not known.
    func instant(ofEnd offset: Int) -> WallTime {
        log.instant(ofEnd: offset) ?? lastReadAt ?? clock.now()
    }

    func points(in range: Range<Int>) -> ArrivalPoints {
        log.points(in: range)
    }

    func takeGaps() -> [TimeGap] {
        defer { gaps = [] }
        return gaps
    }

    /// For libav's read callback.
    /// - Returns: the number of bytes, or an error code of libav's.
    func deliver(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        if !stash.isEmpty {
            let count = min(stash.count, buffer.count)
            buffer.copyBytes(from: stash[0..<count])
            stash.removeFirst(count)
            return Int32(count)
        }
        let count = receive(into: buffer)
        return count > 0 ? Int32(count) : lab_error_eof
    }

    /// For libav's seek callback.
    func seek(to offset: Int64, whence: Int32) -> Int64 {
        if whence & lab_seek_size != 0 { return transport.size.map(Int64.init) ?? -1 }
        let target: Int
        switch whence & ~lab_seek_force {
        case SEEK_SET: target = Int(offset)
        case SEEK_CUR: target = log.end - stash.count + Int(offset)
        case SEEK_END: target = (transport.size ?? 0) + Int(offset)
        default: return -1
        }
        guard target >= 0, transport.seek(to: target) else { return -1 }
        stash = []
        ended = false
        log.jump(to: target)
        return Int64(target)
    }

    private func receive(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard !ended else { return 0 }
        let asked = clock.now()
        watchdog.beginCall("waiting for media", limit: options.readTimeout)
        do throws(MediaError) {
            while true {
                let count = try transport.read(into: buffer)
                if count == 0, transport.isAtBoundary {
                    guard let flush = flush(into: buffer) else { continue }
                    return flush
                }
                note(count: count, bytes: UnsafeRawBufferPointer(buffer), asked: asked)
                return count
            }
        } catch {
            failure = error
            ended = true
            return 0
        }
    }

    /// A segment has ended: lets the demuxer of a transport stream hand out the unit whose end it has not seen.
    /// - Returns: how many bytes that takes; nil where nothing is held back.
    private func flush(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
        guard let packet = scanner?.flushPacket, let lastReadAt, buffer.count >= packet.count else { return nil }
        buffer.copyBytes(from: packet)
        log.append(count: packet.count, at: lastReadAt)
        scanner?.scan(UnsafeRawBufferPointer(rebasing: buffer[0..<packet.count]), at: lastReadAt)
        return packet.count
    }

    private func note(count: Int, bytes: UnsafeRawBufferPointer, asked: WallTime) {
        guard count > 0 else {
            ended = true
            return
        }
        let instant = transport.arrival ?? clock.now()
        noteGap(asked: asked, came: instant)
        if firstByteAt == nil {
            firstByteAt = instant
        }
        lastReadAt = max(lastReadAt ?? instant, instant)
        bytesRead += count
        log.append(count: count, at: instant)
        scanner?.scan(UnsafeRawBufferPointer(rebasing: bytes[0..<count]), at: instant)
    }

    /// A read that returned at once found bytes that had been waiting for us: then it was not the media that paused.
    private func noteGap(asked: WallTime, came: WallTime) {
        guard let last = lastReadAt, came - last >= options.gapThreshold else { return }
        guard transport.arrival != nil || came - asked >= .milliseconds(1) else { return }
        guard gaps.count < Self.maximumGaps else { return }
        gaps.append(TimeGap(start: last, end: came))
    }
}

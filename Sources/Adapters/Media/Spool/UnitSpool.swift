internal import Foundation
internal import Glibc
public import LabModel
internal import Synchronization

/// Access units kept as they came, in a file that has no name and vanishes with its owner: to be decoded again later.
public final class UnitSpool: Sendable {
    private struct State {
        var connections: [VideoStreamInfo] = []
        var refusal: String?
    }

    private let descriptor: Int32
    private let limit: Int
    private let state = Mutex(State())
    /// Where the last whole unit ends; not under the lock, which decoding waits for and slow readers must not hold.
    private let end = Atomic<Int>(0)

    private init(descriptor: Int32, limit: Int) {
        self.descriptor = descriptor
        self.limit = limit
    }

    deinit {
        close(descriptor)
    }

    /// Makes an empty spool in the folder for temporary files.
    /// - Parameter limit: how many bytes it holds.
    /// - Returns: the spool.
    /// - Throws: ``MediaError/cannotOpen(address:reason:)``.
    public static func make(limit: ByteCount) throws(MediaError) -> UnitSpool {
        let folder = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        // The system puts something of its own in the place of the six letters.
        var name = Array(("\(folder)/glasslab-spool-" + String(repeating: "X", count: 6)).utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else {
            throw .cannotOpen(address: folder, reason: String(cString: strerror(errno)))
        }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        return UnitSpool(descriptor: descriptor, limit: limit.bytes)
    }

    /// Why nothing more is kept; nil while everything was.
    public var refusal: String? {
        state.withLock { $0.refusal }
    }

    /// Keeps nothing more from here on.
    /// - Parameter reason: why, as ``refusal`` tells it.
    public func refuse(_ reason: String) {
        state.withLock { $0.refusal = $0.refusal ?? reason }
    }

    /// Says that what follows comes from a connection of its own; connections count from 0.
    public func connected(_ video: VideoStreamInfo) {
        state.withLock { $0.connections.append(video) }
    }

    /// Keeps a unit of the newest connection; nothing once one could not be kept.
    ///
    /// From one thread at a time.
    /// - Returns: whether it is kept.
    @discardableResult
    public func add(_ unit: AccessUnit) -> Bool {
        let (connections, refusal) = state.withLock { ($0.connections.count, $0.refusal) }
        let end = end.load(ordering: .relaxed)
        guard refusal == nil, connections > 0 else { return false }
        var bytes = SpooledHead(unit, connection: connections - 1).bytes
        unit.packet.withBytes { bytes.append(contentsOf: $0) }
        guard end + bytes.count <= limit else {
            refuse("the limit of \(limit / 1_000_000) MB is reached")
            return false
        }
        // Not under the lock: whoever asks whether units are still kept must not wait for the disk.
        if let reason = write(bytes, at: end) {
            refuse(reason)
            return false
        }
        self.end.store(end + bytes.count, ordering: .releasing)
        return true
    }

    /// What a connection's stream is; nil for one that there was not.
    func video(of connection: Int) -> VideoStreamInfo? {
        state.withLock { $0.connections.indices.contains(connection) ? $0.connections[connection] : nil }
    }

    /// Reads the unit that begins at a place.
    /// - Returns: the unit, its connection, and where the next one begins; nil at the end.
    /// - Throws: ``MediaError/sourceFailed(address:reason:)`` or ``MediaError/outOfMemory(what:)``.
    func unit(at place: Int) throws(MediaError) -> (unit: AccessUnit, connection: Int, next: Int)? {
        guard place < end.load(ordering: .acquiring) else { return nil }
        let head = try SpooledHead(read(SpooledHead.size, at: place))
        let body = try read(head.bodySize, at: place + SpooledHead.size)
        let unit = try head.unit(body)
        return (unit, head.connection, place + SpooledHead.size + head.bodySize)
    }

    private func write(_ bytes: [UInt8], at place: Int) -> String? {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                pwrite(descriptor, buffer.baseAddress?.advanced(by: done), buffer.count - done, off_t(place + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return String(cString: strerror(errno)) }
            done += count
        }
        return nil
    }

    private func read(_ size: Int, at place: Int) throws(MediaError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: size)
        var done = 0
        while done < size {
            let count = bytes.withUnsafeMutableBytes { buffer in
                pread(descriptor, buffer.baseAddress?.advanced(by: done), size - done, off_t(place + done))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = count == 0 ? "it ends too early" : String(cString: strerror(errno))
                throw .sourceFailed(address: "kept access units", reason: reason)
            }
            done += count
        }
        return bytes
    }
}

import Foundation
import LabModel
import Synchronization

/// Writes a body to a file that gets its name once it is whole.
final class FileSink: BodySink {
    private struct State {
        var received = 0
        var head: AWSAnswer?
    }

    /// What the file is called meanwhile.
    let part: String
    private let path: String
    private let limit: ByteCount
    private let handle: FileHandle
    private let state = Mutex(State())

    /// Makes the file.
    /// - Parameters:
    ///   - path: its name in the end.
    ///   - limit: the most bytes that are taken.
    ///   - suffix: what tells it from others of the same name meanwhile.
    /// - Throws: ``AWSError/badLocalFile(path:reason:)``.
    init(path: String, limit: ByteCount, suffix: String) throws(AWSError) {
        part = "\(path).\(suffix).part"
        self.path = path
        self.limit = limit
        guard FileManager.default.createFile(atPath: part, contents: nil),
            let handle = FileHandle(forWritingAtPath: part)
        else { throw .badLocalFile(path: part, reason: "it cannot be made") }
        self.handle = handle
    }

    /// How many bytes have come.
    var received: Int {
        state.withLock { $0.received }
    }

    /// The head of the first answer; nil before that.
    var head: AWSAnswer? {
        state.withLock { $0.head }
    }

    var hasBegun: Bool {
        head != nil
    }

    func begin(_ head: AWSAnswer) throws(AWSError) {
        let offset = state.withLock { state in
            state.head = state.head ?? head
            return state.received
        }
        guard offset == 0 || head.status == 206 else {
            throw .unreadable(
                operation: .getObject,
                reason: "it begins anew instead of at byte \(offset)",
                requestID: head.requestID
            )
        }
        if let length = head.header("content-length").flatMap({ Int($0) }), offset + length > limit.bytes {
            throw .tooLong(operation: .getObject, limit: limit)
        }
    }

    func take(_ piece: [UInt8]) throws(AWSError) {
        let sum = state.withLock { state in
            state.received += piece.count
            return state.received
        }
        guard sum <= limit.bytes else { throw .tooLong(operation: .getObject, limit: limit) }
        do {
            try handle.write(contentsOf: Data(piece))
        } catch {
            throw .badLocalFile(path: part, reason: "it cannot be written: \(Self.reason(error))")
        }
    }

    /// Gives the file its name.
    func finish() throws(AWSError) {
        do {
            try handle.close()
        } catch {
            throw .badLocalFile(path: part, reason: "it cannot be written: \(Self.reason(error))")
        }
        guard rename(part, path) == 0 else {
            throw .badLocalFile(path: path, reason: String(cString: strerror(errno)))
        }
    }

    /// Takes the file away.
    func discard() {
        // Nobody will read it, and it is taken away anyhow.
        try? handle.close()
        try? FileManager.default.removeItem(atPath: part)
    }

    private static func reason(_ error: any Error) -> String {
        let underlying = (error as NSError).userInfo[NSUnderlyingErrorKey] as? NSError
        return underlying.map { String(cString: strerror(Int32($0.code))) } ?? "\(error)"
    }
}

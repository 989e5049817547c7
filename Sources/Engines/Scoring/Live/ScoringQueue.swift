internal import Foundation

/// What waits for a thread that may lag behind; bounded, and a sender can choose not to wait.
final class ScoringQueue<Element: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private let byteLimit: Int
    private let size: @Sendable (Element) -> Int
    private var waiting: [Element] = []
    private var bytes = 0
    private var isClosed = false

    /// - Parameters:
    ///   - capacity: how many elements wait, at least 1.
    ///   - bytes: how many bytes they hold together; one element waits however large it is.
    ///   - size: how many bytes an element holds; the same whenever it is asked.
    init(capacity: Int, bytes: Int = .max, size: @escaping @Sendable (Element) -> Int = { _ in 0 }) {
        self.capacity = max(1, capacity)
        byteLimit = bytes
        self.size = size
    }

    /// Whether nothing waits, and something may come.
    var isIdle: Bool {
        condition.withLock { waiting.isEmpty && !isClosed }
    }

    /// How many elements wait now.
    var depth: Int {
        condition.withLock { waiting.count }
    }

    /// Puts an element at the end, if there is room.
    /// - Returns: how many stand before it; nil where it was not taken.
    func offer(_ element: Element) -> Int? {
        condition.withLock {
            guard !isClosed, hasRoom(for: element) else { return nil }
            append(element)
            return waiting.count - 1
        }
    }

    private func hasRoom(for element: Element) -> Bool {
        waiting.isEmpty || waiting.count < capacity && bytes + size(element) <= byteLimit
    }

    private func append(_ element: Element) {
        waiting.append(element)
        bytes += size(element)
        condition.broadcast()
    }

    /// Puts an element at the end; waits while there is no room.
    func send(_ element: Element) {
        condition.lock()
        defer { condition.unlock() }
        while !hasRoom(for: element), !isClosed {
            condition.wait()
        }
        guard !isClosed else { return }
        append(element)
    }

    /// Takes the first element; waits while there is none.
    /// - Returns: nil once the queue is closed and, unless its rest was taken, empty.
    func take() -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while waiting.isEmpty, !isClosed {
            condition.wait()
        }
        guard !waiting.isEmpty else { return nil }
        defer { condition.broadcast() }
        let first = waiting.removeFirst()
        bytes -= size(first)
        return first
    }

    /// Takes no more elements, and gives those that wait to the caller instead of the other thread.
    func closeAndTakeRest() -> [Element] {
        condition.withLock {
            isClosed = true
            condition.broadcast()
            defer { (waiting, bytes) = ([], 0) }
            return waiting
        }
    }
}

import Foundation

/// A first-in-first-out queue between two threads, with a limit; the sender waits while it is full.
///
/// Blocks threads, so it belongs between threads of their own, never between tasks of the shared pool.
public final class BoundedQueue<Element: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var elements: [Element?]
    private var head = 0
    private var count = 0
    private var isClosed = false

    /// Makes an empty queue.
    /// - Parameter capacity: how many elements it holds, at least 1.
    public init(capacity: Int) {
        elements = Array(repeating: nil, count: max(1, capacity))
    }

    /// How many elements wait now.
    public var depth: Int {
        condition.withLock { count }
    }

    /// Puts an element at the end; waits while the queue is full.
    /// - Returns: false when the queue is closed, and then the element is not taken.
    @discardableResult
    public func send(_ element: Element) -> Bool {
        condition.lock()
        defer { condition.unlock() }
        while count == elements.count, !isClosed {
            condition.wait()
        }
        guard !isClosed else { return false }
        elements[(head + count) % elements.count] = element
        count += 1
        condition.broadcast()
        return true
    }

    /// Puts an element at the end where there is room; never waits.
    /// - Returns: false when the queue is full or closed, and then the element is not taken.
    @discardableResult
    public func offer(_ element: Element) -> Bool {
        condition.withLock {
            guard !isClosed, count < elements.count else { return false }
            elements[(head + count) % elements.count] = element
            count += 1
            condition.broadcast()
            return true
        }
    }

    /// Takes the first element; waits while there is none.
    /// - Returns: nil when the queue is closed and empty.
    public func receive() -> Element? {
        condition.lock()
        defer { condition.unlock() }
        while count == 0, !isClosed {
            condition.wait()
        }
        guard count > 0 else { return nil }
        let element = elements[head]
        elements[head] = nil
        head = (head + 1) % elements.count
        count -= 1
        condition.broadcast()
        return element
    }

    /// Takes no more elements; those that wait can still be received.
    public func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }
}

import Foundation

/// A queue from the tick thread to a worker of its own: whoever offers never waits, and what does not fit is not taken.
final class OfferQueue<Element: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private let capacity: Int
    private var elements: [Element] = []
    private var isClosed = false

    /// - Parameter capacity: how many elements wait at most, at least 1.
    init(capacity: Int) {
        self.capacity = max(1, capacity)
    }

    /// Puts an element at the end.
    /// - Returns: whether there was room; false, too, when the queue is closed.
    func offer(_ element: Element) -> Bool {
        condition.withLock {
            guard !isClosed, elements.count < capacity else { return false }
            elements.append(element)
            condition.signal()
            return true
        }
    }

    /// Takes the first element; waits while there is none.
    /// - Returns: nil when the queue is closed and empty.
    func receive() -> Element? {
        condition.withLock {
            while elements.isEmpty, !isClosed {
                condition.wait()
            }
            return elements.isEmpty ? nil : elements.removeFirst()
        }
    }

    /// Takes no more elements; those that wait can still be received.
    func close() {
        condition.withLock {
            isClosed = true
            condition.broadcast()
        }
    }
}

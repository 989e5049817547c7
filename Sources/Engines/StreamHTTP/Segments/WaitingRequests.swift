internal import HLS

typealias Waiter = CheckedContinuation<WaitingEnd, Never>

/// Why a request waits no longer.
enum WaitingEnd: Sendable {
    /// What it waited for may be there.
    case changed
    /// It waited as long as it may.
    case late
    /// Its connection is closed.
    case gone
    /// It never waited: too many do.
    case full
}

/// What a request waits for; many requests ask the same.
enum WindowQuestion: Hashable, Sendable {
    case playlist(ReloadQuery)
    case resource(String)

    /// What a window says; nil while it is to be waited for.
    func judged(by window: LiveWindow) -> WindowVerdict? {
        switch self {
        case .playlist(let query):
            switch window.judge(query) {
            case .ready: window.isReady ? .ready : nil
            case .wait: nil
            case .refused(let status, let why): .refused(status: status, why: why)
            }
        case .resource(let name):
            switch window.resource(name) {
            case .bytes: .ready
            case .wait: nil
            case .missing: .missing
            }
        }
    }
}

/// What is to be answered.
enum WindowVerdict: Hashable {
    case ready
    case missing
    case refused(status: Int, why: String)
    case unavailable(String)
}

/// The requests that wait, by what they wait for, so that a new frame costs one judgement a question.
struct WaitingRequests {
    private var waiters: [WindowQuestion: [Int: Waiter]] = [:]
    private var nextID = 0
    /// How many wait.
    private(set) var count = 0

    mutating func makeID() -> Int {
        nextID += 1
        return nextID
    }

    mutating func add(_ waiter: Waiter, id: Int, for question: WindowQuestion) {
        waiters[question, default: [:]][id] = waiter
        count += 1
    }

    /// Takes one out; nil when it waits no longer.
    mutating func take(_ id: Int, of question: WindowQuestion) -> Waiter? {
        guard let waiter = waiters[question]?.removeValue(forKey: id) else { return nil }
        count -= 1
        if waiters[question]?.isEmpty == true {
            waiters[question] = nil
        }
        return waiter
    }

    /// Takes out those whose question a window can answer.
    mutating func takeAnswered(by window: LiveWindow) -> [Waiter] {
        guard count > 0 else { return [] }
        var answered: [Waiter] = []
        for question in waiters.keys where question.judged(by: window) != nil {
            answered += waiters.removeValue(forKey: question)?.values.map { $0 } ?? []
        }
        count -= answered.count
        return answered
    }
}

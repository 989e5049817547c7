import LabModel
import Machine
import Synchronization
public import Testing

/// Lets tests of real streams begin once the threads that all tests share are free, and only a few at a time.
///
/// Hundreds of short tests stand in line at a run's beginning, and whatever waits for an event stands behind them: a
/// stream that is measured then shows how busy the tests are.
public struct RealTime: TestTrait, SuiteTrait, TestScoping {
    /// So many at a time.
    static let places = TestPlaces(4)
    /// A turn that comes back within this time says that nobody stands in line.
    static let quick = Latency.milliseconds(5)
    /// So many turns in a row.
    static let turns = 5
    /// Begins anyway after this time.
    static let limit = Latency.seconds(180)

    /// Each test of a suite.
    public var isRecursive: Bool { true }

    /// Runs one test case.
    public func provideScope(
        for test: Test,
        testCase: Test.Case?,
        performing function: @Sendable () async throws -> Void
    ) async throws {
        await Self.places.take()
        await Self.waitForCalm(by: SystemClock())
        do {
            try await function()
        } catch {
            Self.places.giveBack()
            throw error
        }
        Self.places.giveBack()
    }

    /// Returns when turns come back quickly, or the limit is over.
    static func waitForCalm(by clock: any LabClock) async {
        let deadline = clock.monotonicNow() + limit
        var calm = 0
        while calm < turns, clock.monotonicNow() < deadline {
            let asked = clock.monotonicNow()
            await Task.yield()
            calm = clock.monotonicNow() - asked < quick ? calm + 1 : 0
        }
    }
}

extension Trait where Self == RealTime {
    /// Measures in real time: begins when the machine is free, and with few others.
    public static var realTime: RealTime { RealTime() }
}

/// A number of places; who finds none waits in line.
final class TestPlaces: Sendable {
    private struct State {
        var free: Int
        var line: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    init(_ number: Int) {
        state = Mutex(State(free: number))
    }

    /// Takes a place, waiting for one.
    func take() async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free == 0 else {
                    state.free -= 1
                    return true
                }
                state.line.append(continuation)
                return false
            }
            if isFree {
                continuation.resume()
            }
        }
    }

    /// Hands the place to the first in line.
    func giveBack() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.line.isEmpty else { return state.line.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}

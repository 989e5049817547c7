internal import LabModel

/// Says when a blocking call must end: somebody cancelled, or its time is over.
///
/// libav asks from inside its waits, at least every 100 ms, on the thread that called it.
final class Watchdog {
    let interrupt: Interrupt
    private let clock: any LabClock
    private var deadline: MonotonicTime?
    private var isWhole = false
    private(set) var doing = ""
    private(set) var limit = Latency.zero
    private(set) var expired = false

    init(interrupt: Interrupt, clock: any LabClock) {
        self.interrupt = interrupt
        self.clock = clock
    }

    /// Starts one limit over everything until ``endWhole()``: single reads inside do not prolong it.
    func beginWhole(_ doing: String, limit: Latency) {
        start(doing, limit: limit)
        isWhole = true
    }

    func endWhole() {
        isWhole = false
        deadline = nil
    }

    /// Starts the limit of one blocking call, unless a limit over everything runs.
    func beginCall(_ doing: String, limit: Latency) {
        if !isWhole {
            start(doing, limit: limit)
        }
    }

    /// Whether the call must end now.
    var mustStop: Bool {
        if interrupt.isCancelled { return true }
        guard let deadline else { return false }
        if clock.monotonicNow() >= deadline {
            expired = true
        }
        return expired
    }

    /// Why the call had to end; nil when it was not this watchdog.
    func error(at address: String) -> MediaError? {
        if interrupt.isCancelled { return .cancelled }
        return expired ? .timedOut(address: address, doing: doing, seconds: limit.seconds) : nil
    }

    private func start(_ doing: String, limit: Latency) {
        self.doing = doing
        self.limit = limit
        expired = false
        deadline = clock.monotonicNow() + limit
    }
}

/// The function that libav calls to ask a ``Watchdog``.
let askWatchdog: @convention(c) (UnsafeMutableRawPointer?) -> Int32 = { opaque in
    guard let opaque else { return 0 }
    return Unmanaged<Watchdog>.fromOpaque(opaque).takeUnretainedValue().mustStop ? 1 : 0
}

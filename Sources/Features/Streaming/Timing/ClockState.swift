internal import LabModel
internal import Machine
internal import Synchronization

/// How far the streamer's clock may be from UTC: by the ECS task's metadata where there is any, else by the kernel
/// where the daemon that disciplines the clock tells it a bound that holds.
final class ClockState: Sendable {
    private struct Told {
        var drift: ClockDrift
        var at: MonotonicTime
    }

    private let told = Mutex<Told?>(nil)
    private let clock: any LabClock
    private let kernel: @Sendable () -> Latency?
    private let isKernelBoundHard: @Sendable () -> Bool

    /// How long an answer of the metadata holds: three questions may stay without one.
    static let validity = Latency.seconds(100)

    /// - Parameters:
    ///   - clock: tells how old an answer is.
    ///   - kernel: the kernel's bound; nil while nobody disciplines the clock.
    ///   - isKernelBoundHard: whether that bound holds, which chrony's alone does.
    init(
        clock: any LabClock,
        kernel: @escaping @Sendable () -> Latency? = { KernelClock.errorBound },
        isKernelBoundHard: @escaping @Sendable () -> Bool = { KernelClock.isChronyRunning() }
    ) {
        self.clock = clock
        self.kernel = kernel
        self.isKernelBoundHard = isKernelBoundHard
    }

    /// Takes an answer of the metadata.
    func learn(_ drift: ClockDrift) {
        let now = clock.monotonicNow()
        told.withLock { $0 = Told(drift: drift, at: now) }
    }

    /// What is known at present.
    ///
    /// The metadata, where it answers, has the last word: it knows the machine below the container.
    var present: ClockDrift {
        let now = clock.monotonicNow()
        let told = told.withLock { $0 }
        if let told, now - told.at <= Self.validity {
            return told.drift
        }
        return ClockDrift(kernel: kernel(), isHard: isKernelBoundHard())
    }
}

extension ClockDrift {
    /// What the kernel says: a clock that nobody disciplines is not synchronised.
    /// - Parameters:
    ///   - bound: the kernel's bound; nil while nobody disciplines the clock.
    ///   - isHard: whether it holds; if not, the clock is synchronised and its bound unknown.
    init(kernel bound: Latency?, isHard: Bool) {
        errorBound = isHard ? bound : nil
        isSynchronized = bound != nil
    }
}

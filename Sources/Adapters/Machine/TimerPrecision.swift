internal import CLinux

/// How exactly the kernel wakes a thread.
public enum TimerPrecision {
    /// Lets the kernel wake the calling thread as exactly as it can, instead of up to 50 µs later to save power.
    ///
    /// For threads whose lateness is measured. What the thread starts inherits it.
    /// - Returns: whether the kernel agreed.
    @discardableResult
    public static func sharpen() -> Bool {
        clinux_set_timer_slack(1) == 0
    }
}

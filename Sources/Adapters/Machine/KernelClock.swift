internal import CLinux
public import LabModel

/// What the kernel believes of its own clock.
public enum KernelClock {
    /// How far the clock may be from UTC; nil while nobody disciplines it.
    ///
    /// Time daemons that discipline the clock tell the kernel their bound, as chrony does with `rtcsync`; the kernel lets
    /// it grow by 500 ppm until they tell it again.
    public static var errorBound: Latency? {
        let microseconds = clinux_clock_error_us()
        return microseconds < 0 ? nil : .microseconds(Int64(microseconds))
    }
}

internal import CLinux
internal import Glibc
public import LabModel

/// What the kernel believes of its own clock.
public enum KernelClock {
    /// How far the clock may be from UTC; nil while nobody disciplines it.
    ///
    /// Time daemons that discipline the clock tell the kernel their bound, as chrony does with `rtcsync`; the kernel lets
    /// it grow by 500 ppm until they tell it again. Others, as systemd-timesyncd, tell it zero at each of their polls,
    /// which bounds nothing: see ``isChronyRunning(commandSocket:)``.
    public static var errorBound: Latency? {
        let microseconds = clinux_clock_error_us()
        return microseconds < 0 ? nil : .microseconds(Int64(microseconds))
    }

    /// Where chrony listens for commands while it runs.
    public static let chronySocket = "/run/chrony/chronyd.sock"

    /// Looks whether chrony is known to discipline the clock.
    /// - Parameter commandSocket: Its command socket, which it makes when it starts and removes when it ends.
    /// - Returns: Whether the socket is there; false too where its folder may not be looked into.
    public static func isChronyRunning(commandSocket: String = chronySocket) -> Bool {
        access(commandSocket, F_OK) == 0
    }
}

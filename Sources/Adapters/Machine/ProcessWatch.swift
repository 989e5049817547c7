import Foundation

/// Tells when another process ends, however it ends: `kill -9` included.
///
/// Watches a pidfd, so that a number used again by another process is never mistaken for it. Unlike the kernel's
/// parent-death signal it does not depend on which thread of the parent made the child.
public enum ProcessWatch {
    /// Calls back once, on a thread of its own, when the process ends, or at once when it is gone already.
    ///
    /// - Parameters:
    ///   - processID: the process to watch.
    ///   - onEnd: what to do when it has ended.
    public static func whenEnded(_ processID: Int32, _ onEnd: @escaping @Sendable () -> Void) {
        let descriptor = ProcessDescriptor.open(processID).descriptor
        let thread = Thread {
            _ = descriptor?.hasEnded(within: -1)
            onEnd()
        }
        thread.name = "process-watch"
        thread.stackSize = 256 * 1_024
        thread.start()
    }

    /// Whether a process of that number exists now and has not ended.
    public static func isRunning(_ processID: Int32) -> Bool {
        guard let descriptor = ProcessDescriptor.open(processID).descriptor else { return false }
        return !descriptor.hasEnded(within: 0)
    }
}

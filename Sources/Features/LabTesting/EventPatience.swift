public import LabModel

extension Latency {
    /// How long a test waits for an event that always comes: it only keeps what is broken from hanging.
    ///
    /// Hundreds of tests stand in line for two threads when all are run. A wait of seconds says how busy the machine is.
    public static var untilItHangs: Latency { .seconds(240) }
}

import Glibc
public import LabModel

/// What this process has used of the machine so far.
public enum ProcessUsage {
    /// CPU time of all its threads, user and system.
    public static func cpuTime() -> Latency {
        Latency(nanoseconds: SystemClock.read(CLOCK_PROCESS_CPUTIME_ID))
    }

    /// CPU time of all children that have ended and were reaped, user and system; in steps of 10 ms.
    public static func endedChildrenCPUTime() -> Latency {
        var spent = tms()
        times(&spent)
        return .seconds(Double(spent.tms_cutime + spent.tms_cstime) / Double(sysconf(Int32(_SC_CLK_TCK))))
    }

    /// Memory it holds now; nil where `/proc` does not say.
    public static func residentMemory() -> ByteCount? {
        status("VmRSS")
    }

    /// The most memory that it ever held; nil where `/proc` does not say.
    public static func peakMemory() -> ByteCount? {
        status("VmHWM")
    }

    private static func status(_ key: String) -> ByteCount? {
        guard let text = SystemFile.read("/proc/self/status") else { return nil }
        return field(key, of: text)
    }

    /// Reads one `Key:   123 kB` line.
    static func field(_ key: String, of text: String) -> ByteCount? {
        for line in text.split(separator: "\n") where line.hasPrefix("\(key):") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count == 3, words[2] == "kB", let kibibytes = Int(words[1]) else { return nil }
            return ByteCount(kibibytes * 1_024)
        }
        return nil
    }
}

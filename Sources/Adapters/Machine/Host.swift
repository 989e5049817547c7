import Glibc
public import LabModel

/// The machine that the lab runs on.
public enum Host {
    /// The kernel's random id of this boot: two processes that read the same one share their clocks.
    ///
    /// Empty where the kernel does not say, and then equal to nothing.
    public static var bootID: String {
        SystemFile.line("/proc/sys/kernel/random/boot_id") ?? ""
    }

    /// Logical processors that are online, at least 1.
    public static var cores: Int {
        max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    }

    /// The processors' load average over the last minute; nil where the kernel does not say.
    public static var loadAverage: Double? {
        SystemFile.line("/proc/loadavg")?.split(separator: " ").first.flatMap { Double($0) }
    }

    /// What reads the time in the kernel, such as `tsc`; nil where it does not say.
    public static var clockSource: String? {
        SystemFile.line("/sys/devices/system/clocksource/clocksource0/current_clocksource")
    }

    /// Facts for a run's manifest: `hostname`, `os`, `kernel`, `cpu`, `cores`, `memory_mb`, `clock_source`.
    public static func facts() -> [String: SettingValue] {
        var facts: [String: SettingValue] = ["cores": .integer(cores)]
        facts["hostname"] = SystemFile.line("/proc/sys/kernel/hostname").map(SettingValue.text)
        facts["kernel"] = SystemFile.line("/proc/sys/kernel/osrelease").map(SettingValue.text)
        facts["clock_source"] = clockSource.map(SettingValue.text)
        facts["os"] = value("PRETTY_NAME", separator: "=", in: "/etc/os-release").map(SettingValue.text)
        facts["cpu"] = value("model name", separator: ":", in: "/proc/cpuinfo").map(SettingValue.text)
        if let total = value("MemTotal", separator: ":", in: "/proc/meminfo"), let kibibytes = leadingInteger(total) {
            facts["memory_mb"] = .integer(kibibytes * 1_024 / 1_000_000)
        }
        return facts
    }

    private static func value(_ key: String, separator: Character, in path: String) -> String? {
        SystemFile.read(path).flatMap { value(key, separator: separator, of: $0) }
    }

    /// Reads the first line `key separator value`, without quotes around the value.
    static func value(_ key: String, separator: Character, of text: String) -> String? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: separator, maxSplits: 1)
            guard parts.count == 2, parts[0].split(whereSeparator: \.isWhitespace).joined(separator: " ") == key else {
                continue
            }
            return parts[1].split(whereSeparator: \.isWhitespace).joined(separator: " ").filter { $0 != "\"" }
        }
        return nil
    }

    private static func leadingInteger(_ text: String) -> Int? {
        Int(text.prefix { $0.isNumber })
    }
}

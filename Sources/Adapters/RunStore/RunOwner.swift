import Foundation

/// The process that writes a run, told apart from every other one, before and after, on this machine.
struct RunOwner: Hashable {
    var bootID: String
    /// Process ids mean something only within one of these.
    var namespace: String
    var processID: Int32
    /// Clock ticks from boot to the process's start: tells it from a later one that got the same number.
    var startTicks: String

    /// The running process.
    static var current: RunOwner {
        let processID = ProcessInfo.processInfo.processIdentifier
        return RunOwner(
            bootID: presentBootID,
            namespace: presentNamespace,
            processID: processID,
            startTicks: startTicks(of: processID) ?? ""
        )
    }

    /// Whether the process may still be writing.
    ///
    /// After a reboot, or in a copy taken from another machine, it is gone: SQLite's WAL works within one machine. In
    /// another container of this boot it cannot be seen, and counts as alive.
    var mayBeAlive: Bool {
        guard bootID == Self.presentBootID else { return false }
        guard namespace == Self.presentNamespace else { return true }
        return Self.startTicks(of: processID) == startTicks
    }

    private static var presentBootID: String {
        line("/proc/sys/kernel/random/boot_id") ?? ""
    }

    private static var presentNamespace: String {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
    }

    /// The 22nd field of `/proc/PID/stat`; the second one may hold spaces and ends with the last parenthesis.
    private static func startTicks(of processID: Int32) -> String? {
        guard let line = line("/proc/\(processID)/stat"), let end = line.lastIndex(of: ")") else { return nil }
        let fields = line[end...].split(separator: " ")
        let isZombie = fields.count > 1 && fields[1] == "Z"
        return fields.count > 20 && !isZombie ? String(fields[20]) : nil
    }

    private static func line(_ path: String) -> String? {
        guard let file = FileHandle(forReadingAtPath: path), let bytes = try? file.read(upToCount: 4_096) else {
            return nil
        }
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").first.map(String.init)
    }
}

extension RunOwner {
    /// Reads the stored form; nil for text that is none, which no process owns.
    init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 4, let processID = Int32(parts[2]) else { return nil }
        self.init(
            bootID: String(parts[0]),
            namespace: String(parts[1]),
            processID: processID,
            startTicks: String(parts[3])
        )
    }

    /// The stored form: `BOOT-ID PID-NAMESPACE PID START-TICKS`.
    var text: String {
        "\(bootID) \(namespace) \(processID) \(startTicks)"
    }
}

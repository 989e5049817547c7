import Glibc
import LabModel

/// The processes of this user on this machine, as the kernel lists them.
public enum ProcessTable {
    /// The longest command line and environment that are read, in bytes; what is longer is cut there.
    static let longest = 1 << 20

    /// The processes that run an executable of a name.
    ///
    /// Whatever ends while it is looked at is left out, and so is what the kernel does not let this user see.
    /// - Parameters:
    ///   - name: the file's name, without folders; a file that was replaced since counts too.
    ///   - variables: whose values are wanted; nothing else of an environment is kept.
    /// - Returns: the processes, the oldest first.
    public static func processes(named name: String, variables: Set<String>) -> [RunningProcess] {
        let boot = SystemClock.read(CLOCK_BOOTTIME)
        return numbers().compactMap { process($0, named: name, variables: variables, boot: boot) }
            .sorted { ($0.startTicks, $0.id) < ($1.startTicks, $1.id) }
    }

    /// When a process began, in ticks since the boot; nil where there is none, or where it has ended and nobody has
    /// waited for it yet.
    static func startTicks(_ id: Int32) -> Int64? {
        guard let text = SystemFile.read("/proc/\(id)/stat") else { return nil }
        return startTicks(of: text)
    }

    /// Reads a `stat` file: the name in brackets may hold anything, brackets and blanks too.
    static func startTicks(of text: String) -> Int64? {
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 19, fields[0] != "Z", fields[0] != "X" else { return nil }
        return Int64(fields[19])
    }

    /// The words and variables of a command line or an environment: each ends with a zero byte.
    static func words(_ bytes: [UInt8]) -> [String] {
        var parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        if parts.last?.isEmpty == true {
            parts.removeLast()
        }
        return parts.map { String(decoding: $0, as: UTF8.self) }
    }

    /// The first of several variables of a name counts, as for the process itself.
    static func chosen(_ names: Set<String>, of environment: [String]) -> [String: String] {
        var found: [String: String] = [:]
        for entry in environment {
            guard let sign = entry.firstIndex(of: "=") else { continue }
            let name = String(entry[..<sign])
            if names.contains(name), found[name] == nil {
                found[name] = String(entry[entry.index(after: sign)...])
            }
        }
        return found
    }

    private static func numbers() -> [Int32] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var numbers: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if let number = Int32(name) {
                numbers.append(number)
            }
        }
        return numbers
    }

    private static func process(
        _ id: Int32,
        named name: String,
        variables: Set<String>,
        boot: Int64
    ) -> RunningProcess? {
        let folder = "/proc/\(id)"
        // The kernel cuts names after 15 bytes; this one look spares three for each of all other processes.
        guard
            SystemFile.read("\(folder)/comm")?.hasPrefix(String(decoding: name.utf8.prefix(15), as: UTF8.self)) == true,
            let ticks = startTicks(id), isOwn(folder), executable(folder) == name,
            let line = SystemFile.bytes("\(folder)/cmdline", atMost: longest),
            let environment = SystemFile.bytes("\(folder)/environ", atMost: longest),
            startTicks(id) == ticks
        else { return nil }
        let begun = ticks * (1_000_000_000 / Int64(max(1, sysconf(Int32(_SC_CLK_TCK)))))
        return RunningProcess(
            id: id,
            startTicks: ticks,
            age: Latency(nanoseconds: max(0, boot - begun)),
            arguments: words(line),
            variables: chosen(variables, of: words(environment))
        )
    }

    private static func isOwn(_ folder: String) -> Bool {
        var facts = stat()
        return stat(folder, &facts) == 0 && facts.st_uid == geteuid()
    }

    /// The file's name; the kernel adds a word to that of a file which is there no more.
    private static func executable(_ folder: String) -> String? {
        var bytes = [CChar](repeating: 0, count: 4_096)
        let count = readlink("\(folder)/exe", &bytes, bytes.count)
        guard count > 0 else { return nil }
        let path = String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
        let gone = " (deleted)"
        let plain = path.hasSuffix(gone) ? path.dropLast(gone.count) : path[...]
        return plain.split(separator: "/").last.map(String.init)
    }
}

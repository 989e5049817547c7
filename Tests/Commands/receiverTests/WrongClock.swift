import Foundation
import LabModel
import LabTesting

/// Shows a process another UTC than the machine's, by libfaketime; its never-stepped clock stays right.
struct WrongClock {
    private let folder: TemporaryFolder
    private var file: String { folder.file("faketime") }

    /// - Parameter time: how wrong, as libfaketime says it: `+0.250s`, or `+0.250s x1.0001` for a drift besides.
    /// - Throws: what writing throws.
    init(_ time: String) throws {
        folder = try TemporaryFolder()
        try set(time)
    }

    /// Steps the clock of the running process.
    /// - Throws: what writing throws.
    func set(_ time: String) throws {
        try Data(time.utf8).write(to: URL(filePath: file), options: .atomic)
    }

    /// The variables that do it.
    /// - Throws: where the library is not installed; `scripts/test` installs it.
    var environment: [String: String] {
        get throws {
            let library = ["x86_64", "aarch64"].map { "/usr/lib/\($0)-linux-gnu/faketime/libfaketime.so.1" }
            guard let found = library.first(where: FileManager.default.fileExists) else { throw NotInstalled() }
            return [
                "LD_PRELOAD": found, "FAKETIME_TIMESTAMP_FILE": file, "FAKETIME_NO_CACHE": "1",
                "DONT_FAKE_MONOTONIC": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            ]
        }
    }

    struct NotInstalled: Error {}

    /// How long ago a process was started, to 10 ms.
    static func age(of process: Int32) throws -> Latency {
        let fields = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8).split(separator: " ")
        let uptime = try String(contentsOfFile: "/proc/uptime", encoding: .utf8).split(separator: " ")
        guard fields.count > 21, let ticks = Double(fields[21]), let now = Double(uptime[0]) else {
            throw NotInstalled()
        }
        return .seconds(now - ticks / 100)
    }
}

import ArgumentParser
import LabCommand
import LabModel
import Machine
import Measuring

/// `glasslab selftest`.
struct SelftestCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "selftest",
        abstract: "Plant delays, a wrong clock, losses and a stall, and see whether the lab measures them.",
        discussion: """
            Uses the lab's own streamer and receiver over the loopback, takes half a minute, and leaves nothing behind.

            CHECKS (all but link unless some are named)
            \(SelftestCheck.allCases.map { "  \($0.rawValue)\(blanks(after: $0))\($0.about)" }.joined(separator: "\n"))

            EXAMPLES
              glasslab selftest
              glasslab selftest relay clock
              glasslab selftest relay --long --json

            EXIT CODES
              0 all within their limits, 1 not, 2 wrong usage, 3 interrupted
            """
    )

    @Argument(help: "Which checks.", transform: Self.check)
    var checks: [SelftestCheck] = []

    @Flag(help: "Take two minutes, and hold for 1,000 ms too.")
    var long = false

    @Option(
        help: ArgumentHelp("Where the streamer is. (default: beside this one, else on the PATH)", valueName: "folder")
    )
    var executables: String?

    @OptionGroup var standard: StandardOptions

    func run() async throws {
        let console = Console()
        let isJSON = try standard.settings().flag(.json, flag: standard.json)
        let clock = SystemClock()
        let selftest = Selftest(
            checks.isEmpty ? SelftestCheck.usual : checks,
            isLong: long,
            streamer: executables.map { $0 + "/streamer" },
            clock: clock
        )
        let line = ProgressLine(console: console, clock: clock)
        let report = try await withTemporaryFolder(named: "selftest") { folder, interrupt in
            let running = Task {
                try await selftest.run(in: folder) { progress in
                    var shown = ProgressLine.Progress(elapsed: progress.elapsed, total: progress.total)
                    shown.text = progress.check.rawValue
                    line.update(shown)
                }
            }
            interrupt.onRequest { running.cancel() }
            defer { line.finish() }
            do {
                return try await running.value
            } catch  where interrupt.isRequested {
                console.note("glasslab: interrupted: nothing is kept")
                throw ExitStatus.partial.exitCode
            }
        }
        try console.write(isJSON ? report.json() : report.text { Self.judge($0, on: console) })
        if !report.ok {
            throw ExitStatus.failed.exitCode
        }
    }

    private static func judge(_ isWithin: Bool, on console: Console) -> String {
        let text = isWithin ? "ok" : "OUTSIDE"
        return console.hasColour ? "\u{1B}[\(isWithin ? 32 : 31)m\(text)\u{1B}[0m" : text
    }

    private static func check(_ name: String) throws -> SelftestCheck {
        guard let check = SelftestCheck(rawValue: name) else {
            let known = SelftestCheck.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("No check is called \"\(name)\". Choose of: \(known).")
        }
        return check
    }

    private static func blanks(after check: SelftestCheck) -> String {
        let width = SelftestCheck.allCases.map(\.rawValue.count).max() ?? 0
        return String(repeating: " ", count: width - check.rawValue.count + 2)
    }
}

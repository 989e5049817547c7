import Foundation
import Glibc
import LabModel
import LabTesting
import Testing

@testable import LabCommand

@Suite struct ConsoleTests {
    /// Two pipes in place of standard output and standard error.
    private final class Pipes {
        let output = Pipe()
        let errors = Pipe()

        func console(_ environment: [String: String] = [:]) -> Console {
            Console(
                output: output.fileHandleForWriting.fileDescriptor,
                errors: errors.fileHandleForWriting.fileDescriptor,
                environment: environment
            )
        }

        /// What was written, after closing the writing ends.
        func texts() throws -> (output: String, errors: String) {
            try output.fileHandleForWriting.close()
            try errors.fileHandleForWriting.close()
            return (
                String(decoding: output.fileHandleForReading.availableData, as: UTF8.self),
                String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
            )
        }
    }

    @Test func resultsAndNotesGoTheirOwnWays() throws {
        let pipes = Pipes()
        let console = pipes.console()
        try console.write("{\"a\":1}")
        console.note("a note")
        console.warning("two\nlines")
        let texts = try pipes.texts()
        #expect(texts.output == "{\"a\":1}")
        #expect(texts.errors == "a note\nwarning: two lines\n")
    }

    @Test func aPipeGetsNoColour() {
        let console = Pipes().console(["TERM": "xterm-256color"])
        #expect(!console.outputIsTerminal && !console.hasColour && !console.hasErrorColour)
    }

    @Test(arguments: [
        ([:], true), (["LANG": "en_US.UTF-8"], true), (["LANG": "C"], false),
        (["LC_ALL": "C", "LANG": "C.utf8"], false),
        (["LC_CTYPE": "C.utf8", "LANG": "C"], true), (["LC_ALL": "", "LANG": "POSIX"], false),
    ])
    func theLocaleDecidesAboutUnicode(environment: [String: String], hasUnicode: Bool) {
        #expect(Pipes().console(environment).hasUnicode == hasUnicode)
    }

    @Test func columnsComeFromTheEnvironmentInAPipe() {
        #expect(Pipes().console(["COLUMNS": "132"]).width == 132)
        #expect(Pipes().console().width == 80)
    }

    @Test func aFullDiskIsSaid() {
        let descriptor = open("/dev/full", O_WRONLY)
        defer { close(descriptor) }
        let console = Console(output: descriptor, errors: descriptor, environment: [:])
        #expect(throws: CommandError.outputFailed(path: "-", reason: "No space left on device")) {
            try console.write("x")
        }
    }

    @Test func aReaderThatHasGoneIsNoted() throws {
        signal(SIGPIPE, SIG_IGN)
        let pipes = Pipes()
        let console = pipes.console()
        try pipes.output.fileHandleForReading.close()
        #expect(throws: CommandError.outputClosed) { try console.write("x") }
    }

    @Test func aPipeGetsOneProgressLineInTenSeconds() throws {
        let pipes = Pipes()
        let clock = ManualClock()
        let line = ProgressLine(console: pipes.console(), clock: clock)
        for second in 0..<25 {
            line.update(.init(elapsed: .seconds(Double(second)), total: .seconds(25)))
            clock.advance(by: .seconds(1))
        }
        line.finish()
        #expect(try pipes.texts().errors == "10.0/25.0 s\n20.0/25.0 s\n")
    }

    @Test func aPipeGetsALineForEachOfSeveralRuns() throws {
        let pipes = Pipes()
        let clock = ManualClock()
        let line = ProgressLine(console: pipes.console(), clock: clock)
        for second in 0..<12 {
            line.update(.init(elapsed: .seconds(Double(second)), total: .seconds(25)), at: 1, name: "hls")
            line.update(.init(elapsed: .seconds(Double(second) / 2)), at: 0, name: "direct")
            clock.advance(by: .seconds(1))
        }
        line.finish()
        #expect(try pipes.texts().errors == "direct: 4.5 s\nhls: 10.0/25.0 s\n")
    }

    @Test func severalLinesAreRedrawnInTheirPlace() throws {
        var (controller, terminal): (Int32, Int32) = (0, 0)
        var size = winsize(ws_row: 24, ws_col: 40, ws_xpixel: 0, ws_ypixel: 0)
        #expect(openpty(&controller, &terminal, nil, nil, &size) == 0)
        let console = Console(output: terminal, errors: terminal, environment: ["LANG": "C"])
        let clock = ManualClock()
        let line = ProgressLine(console: console, clock: clock)
        line.update(.init(elapsed: .seconds(1)), at: 1, name: "hls")
        clock.advance(by: .milliseconds(100))
        line.update(.init(elapsed: .seconds(2)), at: 0, name: "direct")
        console.note("note")
        line.finish()
        close(terminal)
        var (bytes, all) = ([UInt8](repeating: 0, count: 4_096), [UInt8]())
        while case let count = read(controller, &bytes, bytes.count), count > 0 {
            all += bytes[..<count]
        }
        close(controller)
        // The terminal ends lines its own way, after ours.
        let shown = String(decoding: all, as: UTF8.self).replacing("\r\n", with: "\n")
        let up = "\u{1B}[A\u{1B}[K"
        let both = "direct  2.0 s\nhls     1.0 s"
        #expect(
            shown == "\r\u{1B}[Khls  1.0 s" + "\r\u{1B}[K" + both + "\r\u{1B}[K\(up)note\n" + both + "\r\u{1B}[K\(up)"
        )
    }

    @Test func quietShowsNothing() throws {
        let pipes = Pipes()
        let line = ProgressLine(console: pipes.console(), clock: ManualClock(), isQuiet: true)
        line.update(.init(elapsed: .seconds(1)))
        line.finish()
        #expect(try pipes.texts().errors.isEmpty)
    }

    @Test func progressSaysWhatIsKnown() {
        var progress = ProgressLine.Progress(elapsed: .seconds(4.25), total: .seconds(10))
        progress.framesPerSecond = 29.97
        progress.delay = .milliseconds(4.44)
        progress.dropped = 0
        #expect(
            ProgressLine.line(progress, unicode: true, barWidth: 10)
                == "━━━━┄┄┄┄┄┄  4.3/10.0 s  30.0 fps  delay 4.4 ms  0 dropped"
        )
        #expect(ProgressLine.line(progress, unicode: false, barWidth: 5).hasPrefix("==...  "))
        progress = ProgressLine.Progress(elapsed: .seconds(1))
        progress.text = "waiting"
        #expect(ProgressLine.line(progress, unicode: true, barWidth: 10) == "1.0 s  waiting")
        let late = ProgressLine.Progress(elapsed: .seconds(11), total: .seconds(10))
        #expect(ProgressLine.line(late, unicode: false, barWidth: 4) == "====  11.0/10.0 s")
    }

    @Test func aTerminalIsRedrawnTenTimesASecondAndCleared() throws {
        var (controller, terminal): (Int32, Int32) = (0, 0)
        var size = winsize(ws_row: 24, ws_col: 70, ws_xpixel: 0, ws_ypixel: 0)
        #expect(openpty(&controller, &terminal, nil, nil, &size) == 0)
        let console = Console(output: terminal, errors: terminal, environment: ["LANG": "C"])
        #expect(console.width == 70 && console.hasColour)
        let clock = ManualClock()
        let line = ProgressLine(console: console, clock: clock)
        for step in 0..<5 {
            line.update(.init(elapsed: .milliseconds(Double(step) * 50), total: .seconds(1)))
            clock.advance(by: .milliseconds(50))
        }
        console.note("note")
        line.finish()
        close(terminal)
        var (bytes, text) = ([UInt8](repeating: 0, count: 4_096), "")
        // A terminal hands out what has come through so far, and fails at the end.
        while case let count = read(controller, &bytes, bytes.count), count > 0 {
            text += String(decoding: bytes.prefix(count), as: UTF8.self)
        }
        close(controller)
        #expect(
            text == "\r\u{1B}[K..........  0.0/1.0 s\r\u{1B}[K=.........  0.1/1.0 s\r\u{1B}[K==........  0.2/1.0 s"
                + "\r\u{1B}[Knote\r\n==........  0.2/1.0 s\r\u{1B}[K"
        )
    }
}

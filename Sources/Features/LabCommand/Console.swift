public import Foundation
import Glibc
import Synchronization

/// Standard output and standard error of this process.
///
/// Lines on stderr and the progress line share the terminal: a line clears the progress, which is drawn again below it.
public final class Console: Sendable {
    private let output: Int32
    private let errors: Int32
    private let environment: [String: String]
    private let status = Mutex("")

    /// Makes a console on two open descriptors.
    ///
    /// - Parameters:
    ///   - output: where results go.
    ///   - errors: where everything else goes.
    ///   - environment: the variables that say what the terminal can do.
    public init(
        output: Int32 = 1,
        errors: Int32 = 2,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.output = output
        self.errors = errors
        self.environment = environment
    }

    /// Writes to standard output, as it is.
    ///
    /// - Parameter text: what to write.
    /// - Throws: ``CommandError/outputClosed`` where the reader has gone, ``CommandError/outputFailed(path:reason:)`` else.
    public func write(_ text: String) throws(CommandError) {
        status.withLock { status in
            if !status.isEmpty {
                _ = Self.write(Self.clearing(status), to: errors)
            }
        }
        switch Self.write(text, to: output) {
        case 0: return
        case EPIPE: throw .outputClosed
        case let code: throw .outputFailed(path: "-", reason: String(cString: strerror(code)))
        }
    }

    /// Writes a line to standard error; nothing can be done where that fails.
    public func note(_ line: String) {
        status.withLock { status in
            let clear = status.isEmpty ? "" : Self.clearing(status)
            _ = Self.write(clear + line + "\n" + status, to: errors)
        }
    }

    /// Writes a warning as one line to standard error.
    public func warning(_ text: String) {
        let line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
        note(hasErrorColour ? "\u{1B}[33mwarning:\u{1B}[0m \(line)" : "warning: \(line)")
    }

    /// Shows lines that the next ones replace, each cut at the terminal's width already; empty takes them away.
    func show(status lines: String) {
        status.withLock { status in
            guard status != lines else { return }
            let clear = Self.clearing(status)
            status = lines
            _ = Self.write(clear + lines, to: errors)
        }
    }

    /// Clears the lines of a status, at whose end the cursor stands, upwards.
    private static func clearing(_ status: String) -> String {
        "\r\u{1B}[K" + String(repeating: "\u{1B}[A\u{1B}[K", count: status.count { $0 == "\n" })
    }

    /// Whether standard output is a terminal.
    public var outputIsTerminal: Bool { isatty(output) == 1 }

    /// Whether standard error is a terminal.
    public var errorsAreTerminal: Bool { isatty(errors) == 1 }

    /// Whether standard output takes colours: a terminal that is not dumb, without `NO_COLOR`.
    public var hasColour: Bool { outputIsTerminal && mayColour }

    /// Whether standard error takes colours.
    public var hasErrorColour: Bool { errorsAreTerminal && mayColour }

    private var mayColour: Bool {
        (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
    }

    /// Whether characters beyond ASCII can be shown: unless the locale names another encoding.
    public var hasUnicode: Bool {
        for name in ["LC_ALL", "LC_CTYPE", "LANG"] {
            if let value = environment[name], !value.isEmpty {
                let encoding = value.uppercased()
                return encoding.contains("UTF-8") || encoding.contains("UTF8")
            }
        }
        return true
    }

    /// Columns of the terminal: what it says, else `COLUMNS`, else 80.
    public var width: Int {
        var size = winsize()
        for descriptor in [output, errors]
        where ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 {
            return Int(size.ws_col)
        }
        return environment["COLUMNS"].flatMap { Int($0) } ?? 80
    }

    /// Writes everything, also when a signal interrupts.
    /// - Returns: 0, or the system's error number.
    private static func write(_ text: String, to descriptor: Int32) -> Int32 {
        var text = text
        return text.withUTF8 { bytes in
            var done = 0
            while done < bytes.count {
                let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: done), bytes.count - done)
                if count >= 0 {
                    done += count
                } else if errno == EAGAIN {
                    var request = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                    poll(&request, 1, 1_000)
                } else if errno != EINTR {
                    return errno
                }
            }
            return 0
        }
    }
}

internal import CFFmpeg

/// What libav says of an error code, and what it logged about it on this thread.
enum LibavText {
    private static let installed: Void = lab_log_install()

    /// Sends libav's log into buffers instead of stderr, and forgets what this thread has logged so far.
    static func begin() {
        _ = installed
        lab_log_clear()
    }

    /// libav's own name of an error code.
    static func of(_ code: Int32) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { buffer in
            buffer.initialize(repeating: 0)
            guard let base = buffer.baseAddress else { return "error \(code)" }
            _ = av_strerror(code, base, buffer.count)
            return String(cString: base)
        }
    }

    /// What this thread has logged since ``begin()``, oldest first, at most 8 lines.
    static var lines: [String] {
        (0..<lab_log_count()).compactMap { lab_log_line($0).map { String(cString: $0) } }
    }

    /// The error's name, and the last line of the log where it says more.
    static func withLog(_ code: Int32) -> String {
        guard let line = lines.last.map(withoutPrefix), !line.isEmpty else { return of(code) }
        return "\(of(code)) (\(line))"
    }

    /// The status of an `HTTP error 404 Not Found` line; nil where there is none.
    static var httpStatus: String? {
        let marker = "HTTP error "
        for line in lines.reversed() {
            if let range = line.firstRange(of: marker) {
                let status = line[range.upperBound...].split(separator: " ").joined(separator: " ")
                return status.isEmpty ? nil : status
            }
        }
        return nil
    }

    /// Whether a certificate was refused, and whether because it is another host's; nil where none was.
    static var certificateProblem: Bool? {
        if lines.contains(where: { $0.contains("does not match hostname") }) { return true }
        return lines.contains {
            $0.contains("certificate failed verification") || $0.contains("verify peer certificate")
        }
            ? false : nil
    }

    /// A log line without libav's `[name @ 0x…] ` in front, which says nothing to a person.
    static func withoutPrefix(_ line: String) -> String {
        var rest = Substring(line)
        while rest.first == "[", let end = rest.firstIndex(of: "]") {
            rest = rest[rest.index(after: end)...].drop { $0 == " " }
        }
        return String(rest)
    }
}

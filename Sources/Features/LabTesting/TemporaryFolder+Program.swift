import Foundation
import Glibc

extension TemporaryFolder {
    /// That a script could not be written where it is to be run.
    public struct NoProgram: Error {
        /// Where.
        public let path: String
        /// What the system, or the shell that writes it, said.
        public let code: Int32
    }

    /// Writes a script that can be run at once.
    ///
    /// Another process writes it. A test beside this one may start a process just while a file is open here; that one then
    /// holds it open for writing until it has become its own program, and the kernel runs no such file ("Text file busy").
    ///
    /// - Parameters:
    ///   - name: its path inside the folder.
    ///   - text: all of it, from `#!` on.
    /// - Returns: where it is.
    /// - Throws: ``NoProgram``, and what writing its text throws.
    @discardableResult
    public func program(_ name: String, _ text: String) throws -> String {
        let path = file(name)
        let draft = path + ".draft"
        try Data(text.utf8).write(to: URL(filePath: draft))
        // A new file each time: one that still runs can be replaced, but not written.
        let script = #"cp "$0" "$1.new" && chmod 755 "$1.new" && mv "$1.new" "$1" && rm "$0""#
        let arguments = ["/bin/sh", "-c", script, draft, path]
        let words = arguments.map { strdup($0) }
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        let refusal = posix_spawn(&process, "/bin/sh", nil, nil, words + [nil], environ)
        guard refusal == 0 else { throw NoProgram(path: path, code: refusal) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0 {
            guard errno == EINTR else { throw NoProgram(path: path, code: errno) }
        }
        guard status == 0 else { throw NoProgram(path: path, code: status) }
        return path
    }
}

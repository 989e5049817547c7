import CSpawn
import Glibc

/// Reads what a program writes until it has ended, within a limit.
struct VMAFOutputReader {
    /// So much of what it writes to standard error is kept: the end.
    static let errorsKept = 4_096
    /// How long its pipes may stay open after its end, held by what it started itself.
    private static let graceMilliseconds: Int32 = 500

    /// What it wrote to standard output.
    private(set) var output: [UInt8] = []
    /// The end of what it wrote to standard error.
    private(set) var errors: [UInt8] = []
    /// Whether it wrote more than it may.
    private(set) var wroteTooMuch = false

    private let child: cspawn_child
    private let limit: Int
    private var errorBytes = 0
    private var block = [UInt8](repeating: 0, count: 65_536)

    init(_ child: cspawn_child, limit: Int) {
        self.child = child
        self.limit = limit
    }

    /// Reads until the program has ended and its pipes are closed; closes them.
    /// - Parameter onTooMuch: called once when it has written too much: must end the program.
    mutating func run(onTooMuch: () -> Void) {
        var watched = [
            pollfd(fd: child.output, events: Int16(POLLIN), revents: 0),
            pollfd(fd: child.errors, events: Int16(POLLIN), revents: 0),
            pollfd(fd: child.watch, events: Int16(POLLIN), revents: 0),
        ]
        while watched.contains(where: { $0.fd >= 0 }) {
            // Once it has ended only what is left in the pipes is of interest.
            let hasEnded = watched[2].fd < 0 && child.watch >= 0
            let count = poll(&watched, 3, hasEnded ? Self.graceMilliseconds : -1)
            if count < 0, errno == EINTR {
                continue
            }
            guard count > 0 else { break }
            for index in 0..<2 where watched[index].revents != 0 && !drain(index) {
                watched[index].fd = -1
            }
            if watched[2].revents != 0 {
                watched[2].fd = -1
            }
            if !wroteTooMuch, output.count > limit || errorBytes > limit {
                wroteTooMuch = true
                onTooMuch()
            }
        }
        for descriptor in [child.output, child.errors, child.watch] where descriptor >= 0 {
            close(descriptor)
        }
    }

    /// Reads a block; whether there may be more.
    private mutating func drain(_ index: Int) -> Bool {
        let count = read(index == 0 ? child.output : child.errors, &block, block.count)
        guard count > 0 else { return count < 0 && (errno == EAGAIN || errno == EINTR) }
        guard !wroteTooMuch else { return true }
        if index == 0 {
            output += block[..<count]
        } else {
            errorBytes += count
            errors += block[..<count]
            errors.removeFirst(max(0, errors.count - Self.errorsKept))
        }
        return true
    }
}

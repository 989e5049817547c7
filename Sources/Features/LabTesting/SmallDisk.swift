/// A file system of its own that is soon full; needs root, as the tests of this project have.
public struct SmallDisk: Sendable {
    /// A command that failed.
    public struct Failed: Error {
        /// What was run.
        public var command: String
        /// What it said.
        public var errors: String
    }

    private let folder: TemporaryFolder

    /// Makes one of so many kilobytes.
    /// - Throws: ``Failed``.
    public init(kilobytes: Int) async throws {
        folder = try TemporaryFolder()
        try await Self.checked("mount -t tmpfs -o size=\(kilobytes)k tmpfs '\(folder.path)'")
    }

    /// Where it is mounted.
    public var path: String { folder.path }

    /// Gives it another size; what it holds stays.
    /// - Throws: ``Failed``.
    public func grow(toKilobytes kilobytes: Int) async throws {
        try await Self.checked("mount -o remount,size=\(kilobytes)k '\(folder.path)'")
    }

    /// Takes it away, with all that it holds.
    /// - Throws: ``Failed``.
    public func remove() async throws {
        try await Self.checked("umount -l '\(folder.path)'")
    }

    private static func checked(_ command: String) async throws {
        let outcome = try await BuiltExecutable.shell(command)
        guard outcome.exitCode == 0 else { throw Failed(command: command, errors: outcome.errors) }
    }
}

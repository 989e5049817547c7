import LabTesting

/// A file system of its own that is soon full; needs root, as the tests of this project have.
struct TinyFileSystem {
    private let folder: TemporaryFolder

    init(megabytes: Int) async throws {
        folder = try TemporaryFolder()
        try await Self.checked("mount -t tmpfs -o size=\(megabytes)m tmpfs '\(folder.path)'")
    }

    var path: String { folder.path }

    func grow(toMegabytes megabytes: Int) async throws {
        try await Self.checked("mount -o remount,size=\(megabytes)m '\(folder.path)'")
    }

    func remove() async throws {
        try await Self.checked("umount '\(folder.path)'")
    }

    struct Failed: Error {
        var command: String
        var errors: String
    }

    private static func checked(_ command: String) async throws {
        let outcome = try await BuiltExecutable.shell(command)
        guard outcome.exitCode == 0 else { throw Failed(command: command, errors: outcome.errors) }
    }
}

import Glibc

/// What tells whether a file was written since it was looked at.
struct FileState: Hashable {
    private var device: UInt
    private var number: UInt
    private var size: Int
    private var seconds: Int
    private var nanoseconds: Int

    /// Looks at a file; nil where there is none.
    init?(_ path: String) {
        var facts = stat()
        guard stat(path, &facts) == 0 else { return nil }
        device = UInt(facts.st_dev)
        number = UInt(facts.st_ino)
        size = Int(facts.st_size)
        seconds = facts.st_mtim.tv_sec
        nanoseconds = facts.st_mtim.tv_nsec
    }

    /// Whether it holds nothing.
    var isEmpty: Bool { size == 0 }

    /// Whether both are one file, whatever it is called and holds.
    func isSameFile(as other: FileState) -> Bool {
        device == other.device && number == other.number
    }
}

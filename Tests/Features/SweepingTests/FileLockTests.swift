import Glibc
import LabTesting
import Testing

@testable import Sweeping

@Suite struct FileLockTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.file("lock")
    }

    @Test func nobodyHoldsAFileThatIsNotThere() {
        #expect(FileLock.state(of: path) == .free)
        #expect(!WholeFile.exists(path))
    }

    @Test func aloneKeepsAllOthersOutUntilItIsLetGo() throws {
        var lock = try FileLock.take(path, .alone)
        #expect(lock != nil)
        #expect(FileLock.state(of: path) == .held)
        #expect(try FileLock.take(path, .alone) == nil)
        #expect(try FileLock.take(path, .together) == nil)
        lock = nil
        #expect(FileLock.state(of: path) == .free)
        #expect(try FileLock.take(path, .alone) != nil)
    }

    /// A process that is being started has all open files of this one, until it runs its program.
    @Test func whoeverHasTheOpenFileStillKeepsNoLock() throws {
        var lock = try FileLock.take(path, .alone)
        let copy = dup(try #require(lock).descriptor)
        defer { close(copy) }
        #expect(try FileLock.take(path, .alone) == nil)
        lock = nil
        #expect(FileLock.state(of: path) == .free)
        #expect(try FileLock.take(path, .alone) != nil)
    }

    @Test func togetherKeepsOutOnlyThoseWhoWantToBeAlone() throws {
        let first = try FileLock.take(path, .together)
        let second = try FileLock.take(path, .together)
        #expect(first != nil && second != nil)
        #expect(FileLock.state(of: path) == .held)
        #expect(try FileLock.take(path, .alone) == nil)
        // Looking takes nothing: whoever comes next is not kept out by it.
        #expect(try FileLock.take(path, .together) != nil)
    }

    @Test func whatIsNotedCanBeReadWhileItIsHeld() throws {
        let lock = try FileLock.take(path, .alone)
        lock?.note("a longer text")
        lock?.note("short")
        #expect(try WholeFile.read(path).map { String(decoding: $0, as: UTF8.self) } == "short")
    }

    @Test func aFolderThatIsNotThereIsSaid() {
        let missing = folder.file("no/lock")
        #expect(throws: SweepingError.unwritable(path: missing, reason: "No such file or directory")) {
            try FileLock.take(missing, .alone)
        }
    }
}

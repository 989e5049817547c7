import LabModel
import LabTesting
import Testing

@testable import RunStore

struct PatienceTests {
    let folder: TemporaryFolder
    let store: RunStore

    init() throws {
        folder = try TemporaryFolder()
        store = try RunStore.open(folder.file("runs.sqlite"))
    }

    /// Tries what fails for a while.
    private func attempts(failing count: Int, with error: RunStoreError, limit: Latency) -> (tried: Int, failed: Bool) {
        var tried = 0
        do throws(RunStoreError) {
            try store.patiently(by: ManualClock(), atMost: limit) { () throws(RunStoreError) in
                tried += 1
                if tried <= count { throw error }
            }
            return (tried, false)
        } catch {
            return (tried, true)
        }
    }

    @Test func `A lock that goes is waited for`() {
        let locked = RunStoreError.locked(path: store.path)
        #expect(attempts(failing: 0, with: locked, limit: .seconds(1)) == (1, false))
        #expect(attempts(failing: 99, with: locked, limit: .seconds(1)) == (100, false))
        #expect(attempts(failing: 100, with: locked, limit: .seconds(1)) == (101, false))
    }

    @Test func `A lock that stays is an error in the end`() {
        let locked = RunStoreError.locked(path: store.path)
        #expect(attempts(failing: .max, with: locked, limit: .seconds(1)) == (101, true))
        #expect(attempts(failing: .max, with: locked, limit: .zero) == (1, true))
    }

    @Test func `Other errors are not tried again`() {
        let full = RunStoreError.diskFull(path: store.path)
        #expect(attempts(failing: 1, with: full, limit: .seconds(60)) == (1, true))
    }
}

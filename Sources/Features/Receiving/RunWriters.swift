import LabModel
import RunStore

/// What stores a run's samples as they come: those of the stream under test, and those of its control.
struct RunWriters: Sendable {
    let test: SampleWriter
    /// Nil for a run without a control.
    let control: SampleWriter?

    init(store: RunStore, run: StoredRun, hasControl: Bool, clock: any LabClock) {
        test = SampleWriter(store: store, run: run, clock: clock)
        control = hasControl ? SampleWriter(store: store, run: run, clock: clock, stream: .control) : nil
    }

    /// Why samples are no longer stored; nil while all goes well.
    var failure: RunStoreError? {
        test.failure ?? control?.failure
    }

    /// Commits everything that waits, and ends both.
    /// - Returns: why something could not be stored; nil where all was.
    func finish() -> RunStoreError? {
        var failure: RunStoreError?
        for writer in [test, control].compactMap({ $0 }) {
            do throws(RunStoreError) {
                try writer.finish()
            } catch {
                failure = failure ?? error
            }
        }
        return failure
    }
}

import LabModel
import RunStore

extension Receiver {
    /// What the latest calibration that fits says of a live run; nil where none does, and for files.
    func intrinsic(of run: StoredRun, _ trace: Trace) throws(RunStoreError) -> Summary.Intrinsic? {
        let manifest = run.manifest
        guard trace.join != nil else { return nil }
        guard let key = CalibrationKey(url: manifest.url, media: trace.media, machine: manifest.machine) else {
            return nil
        }
        return try store.latestCalibration(fitting: key)?.intrinsic(at: manifest.startedAt)
    }
}

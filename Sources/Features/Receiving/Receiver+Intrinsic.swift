import LabModel
import Machine
import RunStore

extension Receiver {
    /// What the latest calibration that fits says of a live run; nil where none does, for files, and for streamers of
    /// other machines or of machines unknown: what was calibrated is a chain of which both ends are here.
    func intrinsic(of run: StoredRun, _ trace: Trace) throws(RunStoreError) -> Summary.Intrinsic? {
        let manifest = run.manifest
        guard trace.join != nil, trace.isFromMachine(bootID: Host.bootID) else { return nil }
        guard let key = CalibrationKey(url: manifest.url, media: trace.media, machine: manifest.machine) else {
            return nil
        }
        return try store.latestCalibration(fitting: key)?.intrinsic(at: manifest.startedAt)
    }
}

extension Trace {
    /// Whether the stream is known to come from this machine: by the boot id of any of the streamer's answers, or because
    /// the run was measured as one of a single machine.
    ///
    /// - Parameter bootID: this machine's; empty where it is not known, and then no answer proves anything.
    /// - Returns: false where neither is so, also where the machine is simply not known.
    func isFromMachine(bootID: String) -> Bool {
        clockMethod == .sameHost || !bootID.isEmpty && exchanges.contains { $0.answer?.bootID == bootID }
    }
}

public import LabModel

/// A run in the store, as it stood when it was looked up.
public struct StoredRun: Hashable, Sendable {
    /// What it measures and under which settings, with the attempt that the store gave it.
    public var manifest: RunManifest
    /// Its number in this file, from 0; never changes.
    public var analysisNumber: Int
    /// How far it came.
    public var state: RunState
    /// Why it ended; nil while it runs, and where its process went away without finishing it.
    public var endReason: EndReason?

    /// The name that finds exactly this attempt, `ID@2`.
    public var name: String {
        "\(manifest.id)@\(manifest.attempt)"
    }
}

/// Why a viewer was cut off.
public enum CutReason: String, Sendable, CaseIterable {
    /// It fell behind by more media time than allowed.
    case behindTime = "behind_time"
    /// It fell behind by more bytes than allowed.
    case behindBytes = "behind_bytes"
    /// It fell behind by more pieces than allowed.
    case behindChunks = "behind_chunks"
    /// What it needed next was no longer kept.
    case overrun
}

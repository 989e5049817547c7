import LabModel

extension Summary {
    /// Whether the streamer skipped so many ticks that its beeps cannot be told: a third of them may be missing.
    var hasTooFewBeeps: Bool {
        guard let ticks = streamer?.ticks, let skipped = streamer?.skipped else { return false }
        return skipped * 4 > ticks
    }
}

extension Summary {
    /// Whether the run holds only part of what was asked for, though it may have come to its end: no readable mark, joins or
    /// scores cut short, or nothing of the control to compare with.
    public var hasGaps: Bool {
        let joins = if case .integer(let wanted) = run.settings["joins"] { wanted } else { 1 }
        return frames.marked == 0 || (startupMs.joins?.n ?? 1) < joins
            || events.contains { [RunEvent.qualityInterrupted, RunEvent.controlMissing].contains($0.code) }
    }
}

/// What is remembered of the newest units until their pictures come; the oldest are forgotten.
struct UnitNotes {
    private static let capacity = 256
    private var slots = [UnitNote?](repeating: nil, count: capacity)

    mutating func add(_ unit: AccessUnit) {
        slots[unit.sequence % Self.capacity] = UnitNote(
            sequence: unit.sequence,
            arrival: unit.arrival,
            size: unit.size,
            isKeyframe: unit.isKeyframe,
            presentationTime: unit.presentationTime
        )
    }

    /// The note of a unit; kept, because a unit may give two pictures.
    func take(_ sequence: Int) -> UnitNote? {
        guard sequence >= 0, let note = slots[sequence % Self.capacity], note.sequence == sequence else { return nil }
        return note
    }
}

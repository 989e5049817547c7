internal import LabModel

/// Where among a run's access units the first picture of each frame is.
struct PicturePlaces {
    /// A picture: the unit that gave it, in its connection.
    struct Place: Hashable {
        var connection: Int
        var sequence: Int
    }

    private var places: [FrameNumber: Place] = [:]

    /// More frames than this of one run are not found again: nine hours of 30 a second.
    private static let limit = 1_000_000

    /// Notes a frame's picture.
    /// - Parameters:
    ///   - number: the frame's.
    ///   - place: nil where no unit explains the picture.
    /// - Returns: whether it is the frame's first.
    mutating func add(_ number: FrameNumber, at place: Place?) -> Bool {
        guard places[number] == nil else { return false }
        if places.count < Self.limit {
            places[number] = place ?? Place(connection: -1, sequence: -1)
        }
        return true
    }

    /// Where a frame's picture is; nil where it was not seen, or no unit explains it.
    subscript(number: FrameNumber) -> Place? {
        places[number].flatMap { $0.connection < 0 ? nil : $0 }
    }
}

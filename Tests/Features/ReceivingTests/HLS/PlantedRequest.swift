import LabModel

@testable import HLS

extension MediaRequest {
    /// A request as a test wants it.
    static func planted(
        id: Int,
        place: Int? = nil,
        stretch: Int = 0,
        sequence: Int? = nil,
        part: Int? = nil,
        isHinted: Bool = false,
        kind: Kind = .media
    ) -> MediaRequest {
        MediaRequest(
            id: id,
            url: "http://h/\(id)",
            byteRange: nil,
            kind: kind,
            place: place ?? id,
            stretch: stretch,
            media: MediaPlace(sequence: sequence ?? id, part: part),
            duration: isHinted ? nil : .seconds(1),
            programTime: nil,
            isHinted: isHinted,
            playlistArrival: MonotonicTime(nanoseconds: 0),
            variant: nil,
            patience: .seconds(10)
        )
    }
}

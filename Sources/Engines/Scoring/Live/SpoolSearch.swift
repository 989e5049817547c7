internal import LabModel
internal import Media

/// Decodes a run's access units again, for the pictures of some frames.
struct SpoolSearch {
    let spool: UnitSpool
    let places: PicturePlaces
    /// Ends a search before the next picture.
    let interrupt: Interrupt
    let clock: any LabClock

    /// Calls for each picture that is found, in the order of decoding.
    ///
    /// - Parameters:
    ///   - numbers: the frames; those whose picture is not to be found are left out.
    ///   - body: told the picture and the frame's number.
    /// - Throws: a `MediaError` where decoding cannot go on; pictures before that were told.
    func forEach(_ numbers: Set<FrameNumber>, _ body: (Picture, FrameNumber) -> Void) throws(MediaError) {
        var wanted: [PicturePlaces.Place: FrameNumber] = [:]
        for number in numbers {
            if let place = places[number] {
                wanted[place] = number
            }
        }
        let decoder = SpoolDecoder(spool, clock: clock)
        while !wanted.isEmpty, !interrupt.isCancelled, let found = try decoder.next() {
            guard let sequence = found.picture.sequence else { continue }
            let place = PicturePlaces.Place(connection: found.connection, sequence: sequence)
            if let number = wanted.removeValue(forKey: place) {
                body(found.picture, number)
            }
        }
    }
}

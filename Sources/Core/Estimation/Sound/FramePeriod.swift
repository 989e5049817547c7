import LabModel

/// How far apart a stream's frames are, from the presentation times and numbers of pictures.
///
/// Taken over a second at a time, because containers round times to milliseconds. Ticks that were left out lengthen some
/// of those seconds and shorten none, so that a short one of the last few tells.
struct FramePeriod {
    /// How far apart the two pictures are that are compared.
    private static let span = Latency.seconds(1)
    /// Comparisons that are remembered, and how many it takes.
    private static let window = 61
    private static let least = 8
    /// Pictures of a second that are remembered.
    private static let pictureLimit = 1_024

    private var pictures: [(number: FrameNumber, time: Latency)] = []
    private var slopes: [Double] = []

    /// Takes the next picture; number and time must be above those before.
    mutating func add(_ number: FrameNumber, at time: Latency) {
        let begin = pictures.firstIndex { time - $0.time < Self.span } ?? pictures.count
        let first = max(0, begin - 1, pictures.count - Self.pictureLimit)
        pictures.removeFirst(first)
        if let oldest = pictures.first, time - oldest.time >= Self.span {
            slopes.append((time - oldest.time).seconds / Double(number.rawValue - oldest.number.rawValue))
            slopes.removeFirst(max(0, slopes.count - Self.window))
        }
        pictures.append((number, time))
    }

    /// Seconds from frame to frame; nil before enough is known.
    var seconds: Double? {
        slopes.count >= Self.least ? slopes.sorted()[slopes.count / 4] : nil
    }
}

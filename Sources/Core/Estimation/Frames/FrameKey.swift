import LabModel

/// What makes two pictures the same frame: stream id and number, or the time where a foreign mark has no number.
struct FrameKey: Hashable {
    var streamID: StreamID
    var value: Int64

    /// Nil where the mark carries neither number nor time: then every picture counts as new.
    init?(_ stamp: FrameStamp) {
        guard let value = stamp.number.map({ Int64($0.rawValue) }) ?? stamp.time?.nanoseconds else { return nil }
        streamID = stamp.streamID
        self.value = value
    }
}

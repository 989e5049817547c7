internal import LabModel

/// Who made a mark: the lab itself, or another system whose marks are read too.
public struct MarkKind: Hashable, Sendable {
    /// How a person knows it, such as `GStreamer debugqroverlay`.
    public let name: String
    /// What stands for its streams' ids, which its marks do not name; nil for the lab's own marks, which name theirs.
    let streamID: StreamID?

    /// The lab's own mark.
    public static let lab = MarkKind(name: "Glasslab", streamID: nil)

    private init(name: String, streamID: StreamID?) {
        self.name = name
        self.streamID = streamID
    }

    /// A kind of foreign mark.
    /// - Parameters:
    ///   - name: how a person knows it.
    ///   - place: its own number, up to 255: frames of different kinds are never one stream.
    init(foreign name: String, place: UInt8) {
        self.init(name: name, streamID: .foreign(place: place))
    }

    /// The stamp of one of its marks; nil where it says neither a number nor a time.
    func stamp(number: UInt32?, time: WallTime?) -> FrameStamp? {
        guard number != nil || time != nil else { return nil }
        return FrameStamp(streamID: streamID ?? .foreign, number: number.map { FrameNumber($0) }, time: time)
    }
}

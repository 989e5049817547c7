public import LabModel
public import Media

/// Who else looks at what an analysis decodes; called on the analysis's own threads, so that no call may block in a live
/// stream.
public protocol PictureObserver: Sendable {
    /// What follows comes from a connection of its own: on the decoding thread, before its first unit.
    func connected(_ video: VideoStreamInfo)

    /// A unit is about to be decoded: on the decoding thread, in order.
    func arrived(_ unit: AccessUnit)

    /// A picture was decoded and its mark was read: on the reading thread, in order.
    ///
    /// - Parameters:
    ///   - picture: may be kept; its memory lives as long.
    ///   - sample: what was seen of the stream under test.
    ///   - connection: whose picture it is, counted from 0.
    func read(_ picture: Picture, as sample: Sample, connection: Int)
}

internal import LabModel

/// The newest segments and parts of one rendition of a live stream: frames in, playlists and bytes out.
///
/// A value without clock, thread or socket. An origin keeps one behind a lock, appends each frame, and then looks again
/// at every request that was told to wait.
public struct LiveWindow: Sendable {
    /// How it cuts and keeps.
    public let settings: LiveWindowSettings
    /// What stands before all segments of fragmented MP4: until it is set, its name is told to wait.
    public var map: [UInt8]?
    /// Whether the stream has ended.
    public private(set) var isFinished = false

    /// Makes a window without frames.
    /// - Parameters:
    ///   - settings: how it cuts and keeps.
    ///   - map: what stands before all segments, where it is known already.
    public init(_ settings: LiveWindowSettings, map: [UInt8]? = nil) {
        self.settings = settings
        self.map = map
    }

    /// Whether there is a playlist to serve: a part, or without parts a whole segment.
    public var isReady: Bool {
        false
    }

    /// Adds the next frame; frames before the first keyframe are left out, and after ``finish()`` all are.
    public mutating func append(_ frame: LiveFrame) {
    }

    /// Ends the stream: what is there of the last part and segment becomes whole, and the playlist is final.
    public mutating func finish() {
        isFinished = true
    }

    /// The playlist of this moment.
    /// - Parameters:
    ///   - lowLatency: with parts, hints and what else low latency needs; without effect where there are no parts.
    ///   - skipping: as a delta update, where enough of it is old.
    public func playlist(lowLatency: Bool, skipping: Bool = false) -> MediaPlaylist {
        MediaPlaylist(version: 9, targetDuration: settings.targetDuration)
    }

    /// What to do with a request for the low-latency playlist, by section 6.2.5.2.
    public func judge(_ query: ReloadQuery) -> ReloadAnswer {
        .ready
    }

    /// What to do with a request for a map, a segment or a part.
    /// - Parameter name: as the playlist tells it, with the prefix.
    public func resource(_ name: String) -> ResourceAnswer {
        .missing
    }
}

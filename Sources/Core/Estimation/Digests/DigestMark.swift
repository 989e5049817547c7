/// Something that happened to a run's stream, with its place in time.
public struct DigestMark: Hashable, Sendable {
    /// What happened; the numbers are stored and never change.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
        /// The picture stood still.
        case freeze = 0
        /// No media byte came.
        case stall = 1
        /// There was no connection.
        case reconnect = 2
        /// Frames were dropped.
        case drop = 3
    }

    /// What happened.
    public var kind: Kind
    /// When it began, in seconds from the run's first byte request; of a file, from its first picture.
    public var startS: Double
    /// How long it lasted, in seconds; 0 for dropped frames, which are told when the next one was seen.
    public var lengthS: Double
    /// How many frames were dropped; 0 for other kinds.
    public var frames: Int

    /// Makes a mark.
    public init(_ kind: Kind, startS: Double, lengthS: Double = 0, frames: Int = 0) {
        self.kind = kind
        self.startS = startS
        self.lengthS = lengthS
        self.frames = frames
    }
}

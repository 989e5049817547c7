/// A frame of one stream whose number and stamp are known.
struct SeenFrame {
    /// The index of a frame that was not seen, but named by the streamer's answer about the time.
    static let unseen = -1

    /// Its number; in streams whose marks carry none, its stamp's nanoseconds.
    var number: Int64
    /// Its stamp in nanoseconds, streamer's clock; 0 where no mark of the run carries one.
    var stamped: Int64
    /// The sample of its first picture, or ``unseen``.
    var index: Int

    /// Whether a picture showed it.
    var isSeen: Bool {
        index != Self.unseen
    }
}

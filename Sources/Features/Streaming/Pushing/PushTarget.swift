internal import Logging
internal import Media

/// A target of several.
struct PushTarget: Sendable {
    /// Which one, from 1.
    let number: Int
    /// Where it is.
    let address: PushAddress

    /// How it is called in the log: by its number, and without what opens doors.
    var label: Logger.Metadata {
        ["target": "\(number)", "url": "\(address.shown)"]
    }
}

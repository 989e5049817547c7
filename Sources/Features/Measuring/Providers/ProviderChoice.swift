public import LabModel

/// A provider that can be asked for by its name.
public struct ProviderChoice: Sendable {
    /// What it is.
    public let provider: Provider
    /// The built-in one that it is; nil for one of a file.
    public let builtIn: BuiltInProvider?
    /// Where each of its texts stands in the file.
    let places: [String: SourcePlace]

    init(_ builtIn: BuiltInProvider) {
        provider = builtIn.provider
        self.builtIn = builtIn
        places = [:]
    }

    init(_ provider: Provider, places: [String: SourcePlace]) {
        self.provider = provider
        builtIn = nil
        self.places = places
    }

    /// Where the streamer pushes to, as it may be shown.
    public var shownPush: [String] {
        builtIn == nil ? provider.push.map { ShownAddress.of($0, isPush: true) } : provider.push
    }

    /// Where it is played from, as it may be shown.
    public var shownPlayback: String {
        ShownAddress.of(provider.playback)
    }

    /// Whether the streamer has to push to it, so that its stream comes up only after a while.
    public var isPushed: Bool {
        !provider.push.isEmpty
    }
}

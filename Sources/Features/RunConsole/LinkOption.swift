public import ArgumentParser
public import LabCommand
public import Relaying

/// A bad network on purpose.
public struct LinkOption: ParsableArguments {
    /// What `--link` gave.
    @Option(
        name: .customLong("link"),
        help: ArgumentHelp(
            """
            A bad network on purpose between the stream and the receiver, such as \
            delay=100ms,jitter=5ms,loss=1%,rate=4M; with push: before it, between the streamer and the provider.
            """,
            valueName: "link"
        )
    )
    public var links: [String] = []

    /// Makes an option for the parser to fill.
    public init() {}

    /// The links asked for.
    ///
    /// - Parameters:
    ///   - settings: where else they may be given, several separated by blanks.
    ///   - isPushed: whether anything is pushed to a provider.
    ///   - random: what seeds are drawn from that were not given.
    /// - Returns: the links; the direct ways where none is given.
    /// - Throws: ``LabCommand/CommandError``; ``Relaying/RelayError/wrongLink(_:_:)``.
    public func choice(
        _ settings: Settings,
        isPushed: Bool,
        using random: inout some RandomNumberGenerator
    ) throws -> LinkChoice {
        let given = links.isEmpty ? nil : links.joined(separator: " ")
        guard let text = try settings.value(.link, flag: given, as: .text) else { return LinkChoice() }
        return try LinkChoice(text, isPushed: isPushed, using: &random)
    }
}

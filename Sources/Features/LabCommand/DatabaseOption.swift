public import ArgumentParser

/// Where runs are stored.
public struct DatabaseOption: ParsableArguments {
    /// The file used when none is named.
    public static let usualFile = "glasslab.sqlite"

    /// The file that `--db` named; nil where it was not given.
    @Option(
        name: .customLong("db"),
        help: ArgumentHelp("Database of runs. (default: glasslab.sqlite)", valueName: "file")
    )
    public var database: String?

    /// Makes an option for the parser to fill.
    public init() {}

    /// The database's path.
    ///
    /// - Parameter settings: where else it may be given.
    /// - Returns: what `--db`, `GLASSLAB_DB` or the configuration file names, else `glasslab.sqlite`.
    /// - Throws: ``CommandError`` where the text is empty.
    public func path(_ settings: Settings) throws(CommandError) -> String {
        try settings.value(.database, flag: database, default: Self.usualFile, as: .text)
    }
}

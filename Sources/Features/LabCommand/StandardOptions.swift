public import ArgumentParser

/// The options of every executable.
public struct StandardOptions: ParsableArguments {
    /// Whether more is told on stderr.
    @Flag(name: .shortAndLong, help: "Tell more on stderr.")
    public var verbose = false

    /// Whether stdout holds one JSON object and nothing else.
    @Flag(help: "Write one JSON object to stdout and nothing else there.")
    public var json = false

    /// The configuration file; nil for the usual one.
    @Option(help: ArgumentHelp(StandardHelp.config, valueName: "file"))
    public var config: String?

    /// Makes options for the parser to fill.
    public init() {}

    /// The settings that go with these options.
    ///
    /// - Returns: the settings of this process.
    /// - Throws: ``CommandError`` where the configuration file is at fault.
    public func settings() throws(CommandError) -> Settings {
        try Settings(config: config)
    }
}

/// The options of every executable, for those whose `-v` means something else.
public struct LongStandardOptions: ParsableArguments {
    /// Whether more is told on stderr.
    @Flag(help: "Tell more on stderr.")
    public var verbose = false

    /// Whether stdout holds one JSON object and nothing else.
    @Flag(help: "Write one JSON object to stdout and nothing else there.")
    public var json = false

    /// The configuration file; nil for the usual one.
    @Option(help: ArgumentHelp(StandardHelp.config, valueName: "file"))
    public var config: String?

    /// Makes options for the parser to fill.
    public init() {}

    /// The settings that go with these options.
    ///
    /// - Returns: the settings of this process.
    /// - Throws: ``CommandError`` where the configuration file is at fault.
    public func settings() throws(CommandError) -> Settings {
        try Settings(config: config)
    }
}

enum StandardHelp {
    static let config = "YAML file of settings. (default: $GLASSLAB_CONFIG, else ./glasslab.yaml)"
}

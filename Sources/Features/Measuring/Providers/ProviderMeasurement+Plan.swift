public import Tasks

extension ProviderMeasurement {
    /// What a streamer that is not on this machine is told, with all that it pushes to: known before anything begins.
    ///
    /// - Parameters:
    ///   - stream: what to stream.
    ///   - choices: the providers; none whose server would be this machine.
    ///   - environment: where the providers' secrets are.
    /// - Returns: the stream, whose addresses hold secrets.
    /// - Throws: ``ProvidersError/missingSecret(_:key:)``, ``ProvidersError/unusableSecret(_:key:problem:)``.
    public static func pushed(
        _ stream: StreamerTaskSettings,
        to choices: [ProviderChoice],
        environment: [String: String]
    ) throws(ProvidersError) -> StreamerTaskSettings {
        var stream = stream
        for choice in choices {
            stream.push += try ProviderRoute(choice, environment: environment).push
        }
        return stream
    }
}

import LabModel

/// All providers that can be asked for: the built-in ones, and those of a file.
public struct ProviderCatalogue: Sendable {
    /// The providers, built-in ones first, those of the file in its order.
    public let choices: [ProviderChoice]

    /// The most providers that are measured at once.
    public static let measuredAtOnce = 16

    /// Lists the built-in providers, and those of a file.
    ///
    /// - Parameter file: the file's path; nil for none.
    /// - Throws: ``ProvidersError``.
    public init(file: String? = nil) throws(ProvidersError) {
        choices = BuiltInProvider.allCases.map { ProviderChoice($0) } + (try file.map(ProvidersFile.read) ?? [])
    }

    /// The providers of some names, in the names' order.
    ///
    /// - Parameter names: at least one.
    /// - Returns: one a name.
    /// - Throws: ``ProvidersError/unknown(name:known:)``, ``ProvidersError/namedTwice(_:)``,
    ///   ``ProvidersError/tooMany(count:limit:)``.
    public func named(_ names: [String]) throws(ProvidersError) -> [ProviderChoice] {
        guard names.count <= Self.measuredAtOnce else {
            throw .tooMany(count: names.count, limit: Self.measuredAtOnce)
        }
        var found: [ProviderChoice] = []
        for name in names {
            guard let choice = choices.first(where: { $0.provider.name == name }) else {
                throw .unknown(name: name, known: choices.map(\.provider.name))
            }
            guard !found.contains(where: { $0.provider.name == name }) else { throw .namedTwice(name) }
            found.append(choice)
        }
        return found
    }
}

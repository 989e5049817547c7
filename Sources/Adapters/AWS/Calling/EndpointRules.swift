/// Where each service is asked.
struct EndpointRules: Sendable {
    /// The region's name.
    let region: String
    /// Addresses that somebody set.
    private var custom: [AWSService: ServiceEndpoint] = [:]

    init(region: String) {
        self.region = region
    }

    /// Sets an address for a service.
    /// - Parameters:
    ///   - text: the address.
    ///   - service: the service.
    ///   - source: where it was set, for messages.
    /// - Throws: ``AWSError/badEndpoint(source:reason:)``.
    mutating func set(_ text: String, for service: AWSService, source: String) throws(AWSError) {
        guard let endpoint = ServiceEndpoint.custom(text) else {
            throw .badEndpoint(source: source, reason: "only http and https addresses without a query are taken")
        }
        custom[service] = endpoint
    }

    /// The address of a service: one that somebody set, or AWS's.
    func endpoint(of service: AWSService) -> ServiceEndpoint {
        custom[service] ?? .regional(service, region: region)
    }
}

import LabModel

/// What is known before the first request, from all places where people set it.
struct KnownSettings: Sendable {
    let region: String
    let endpoints: EndpointRules
    let retries: RetryLimits
    private let environment: [String: String]
    private let profile: SharedProfiles
    /// The profile that the caller named: then variables with keys do not count.
    let givenProfile: String?

    init(_ settings: AWSSession.Settings) throws(AWSError) {
        environment = settings.environment
        givenProfile = settings.profile
        profile = try SharedProfiles(profile: settings.profile, environment: environment)
        let found = [
            settings.region, environment["AWS_REGION"], environment["AWS_DEFAULT_REGION"], profile.values["region"],
        ]
        guard let region = found.compactMap({ $0 }).first(where: { !$0.isEmpty }) else { throw .noRegion }
        guard Self.isRegion(region) else { throw .badRegion(String(region.prefix(80))) }
        self.region = region
        endpoints = try Self.endpoints(region: region, environment, profile)
        retries = settings.retries ?? Self.retries(environment, profile)
    }

    /// Who is asked for credentials, in the order that AWS's own tools have.
    func source(transport: any AWSTransport, clock: any LabClock) -> any CredentialSource {
        let process = CredentialProcess(environment: environment, clock: clock)
        let ofProfile = ProfileCredentials(profile: profile, process: process)
        guard givenProfile == nil else { return CredentialChain(sources: [ofProfile]) }
        return CredentialChain(sources: [
            EnvironmentCredentials(environment: environment), ofProfile,
            ContainerCredentials(environment: environment, transport: transport),
            InstanceCredentials(environment: environment, transport: transport),
        ])
    }

    /// Lower-case letters, digits and `-`: a region's name becomes part of a host's.
    static func isRegion(_ text: String) -> Bool {
        let allowed = text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"): true
            default: false
            }
        }
        return allowed && (1...40).contains(text.utf8.count) && text.first != "-" && text.last != "-"
    }

    /// A variable of the service, that of all, the profile's of the service, the profile's: the first that is set.
    private static func endpoints(
        region: String,
        _ environment: [String: String],
        _ profile: SharedProfiles
    ) throws(AWSError) -> EndpointRules {
        var rules = EndpointRules(region: region)
        let ignored =
            environment["AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"] ?? profile.values["ignore_configured_endpoint_urls"]
        guard ignored?.lowercased() != "true" else { return rules }
        for service in AWSService.allCases {
            let variable = "AWS_ENDPOINT_URL_\(service.endpointVariable)"
            let candidates = [
                (environment[variable], variable), (environment["AWS_ENDPOINT_URL"], "AWS_ENDPOINT_URL"),
                (profile.serviceAddresses[service.endpointVariable.lowercased()], "services of \(profile.name)"),
                (profile.values["endpoint_url"], "endpoint_url of \(profile.name)"),
            ]
            for case (let text?, let source) in candidates where !text.isEmpty {
                try rules.set(text, for: service, source: source)
                break
            }
        }
        return rules
    }

    private static func retries(_ environment: [String: String], _ profile: SharedProfiles) -> RetryLimits {
        let text = environment["AWS_MAX_ATTEMPTS"] ?? profile.values["max_attempts"]
        guard let attempts = text.flatMap({ Int($0) }), (1...100).contains(attempts) else { return RetryLimits() }
        return RetryLimits(attempts: attempts)
    }
}

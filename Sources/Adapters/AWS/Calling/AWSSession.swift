public import LabModel
import Synchronization

/// What all clients of AWS share: credentials, region, addresses, connections, and what was learned on the way.
public final class AWSSession: Sendable {
    /// What is known before the first request.
    public struct Settings: Sendable {
        /// The environment's variables: `AWS_…`, `HOME` and `PATH` are read.
        public var environment: [String: String]
        /// The profile of the shared files; nil for `AWS_PROFILE`'s, and without that `default`.
        public var profile: String?
        /// The region; nil for `AWS_REGION`'s, `AWS_DEFAULT_REGION`'s and the profile's, in that order.
        public var region: String?
        /// How often a request is made at most, and for how long; nil for `AWS_MAX_ATTEMPTS`' and the profile's.
        public var retries: RetryLimits?

        /// Makes settings; each argument is the property of its name.
        public init(
            environment: [String: String],
            profile: String? = nil,
            region: String? = nil,
            retries: RetryLimits? = nil
        ) {
            self.environment = environment
            self.profile = profile
            self.region = region
            self.retries = retries
        }
    }

    /// How one request is made.
    struct Sending: Sendable {
        /// How long the service may wait before it answers, besides the usual time.
        var patience = Latency.zero
        /// The most bytes of an answer.
        var limit = ByteCount(16 << 20)
        /// Who takes the body of an answer of success.
        var sink: (any BodySink)?
    }

    /// The region's name.
    public let region: String
    /// The profile that was named to the session; nil for the usual one.
    public let profile: String?
    let endpoints: EndpointRules
    let clock: any LabClock
    let credentials: CredentialCache
    let transport: any AWSTransport
    let retries: RetryLimits
    /// How far AWS's clock was ahead of this machine's; zero until that mattered.
    let skew = Mutex(Latency.zero)
    let budget = RetryBudget()
    let random: Mutex<any RandomNumberGenerator & Sendable>

    /// Makes a session; asks nobody yet.
    /// - Parameters:
    ///   - settings: what is known.
    ///   - clock: the clock of signatures and waiting.
    ///   - random: what the waits between attempts are drawn from.
    /// - Throws: ``AWSError/noRegion``, ``AWSError/badRegion(_:)``, ``AWSError/noProfile(name:files:)``,
    ///   ``AWSError/badFile(place:reason:)``, ``AWSError/badEndpoint(source:reason:)``.
    public convenience init(
        _ settings: Settings,
        clock: any LabClock,
        random: some RandomNumberGenerator & Sendable
    ) throws(AWSError) {
        self.init(try KnownSettings(settings), clock: clock, random: random, transport: HTTPTransport())
    }

    init(
        _ known: KnownSettings,
        clock: any LabClock,
        random: some RandomNumberGenerator & Sendable,
        transport: any AWSTransport
    ) {
        region = known.region
        profile = known.givenProfile
        endpoints = known.endpoints
        retries = known.retries
        credentials = CredentialCache(known.source(transport: transport, clock: clock))
        self.clock = clock
        self.transport = transport
        self.random = Mutex(random)
    }

    /// Closes all connections and waits until that is done; requests after that throw ``AWSError/closed``.
    ///
    /// A session that nobody holds any more closes them too, without waiting.
    public func shutDown() async {
        await transport.shutDown()
    }
}

public import LabModel

/// A run that is about to begin: its manifest, but for the attempt, which the store gives.
public struct RunDraft: Hashable, Sendable, Codable {
    /// The run's identity, a version 7 UUID in lower case: see ``RunUUID``.
    public var uuid: String
    /// The name that its user gave it: 1 to 200 characters, no `@`, no control characters.
    public var id: String
    /// Which provider is under test.
    public var provider: String
    /// Where the stream is received from, without secrets.
    public var url: String
    /// When the run begins.
    public var startedAt: WallTime
    /// Every setting that shapes it, by its option's name.
    public var settings: [String: SettingValue]
    /// Versions of the lab and of the libraries it stands on.
    public var versions: [String: String]
    /// What the machine is.
    public var machine: [String: SettingValue]

    enum CodingKeys: String, CodingKey {
        case uuid, id, provider, url
        case startedAt = "started_at"
        case settings, versions, machine
    }

    /// Makes a draft; each argument is the property of its name.
    public init(
        uuid: String,
        id: String,
        provider: String,
        url: String,
        startedAt: WallTime,
        settings: [String: SettingValue] = [:],
        versions: [String: String] = [:],
        machine: [String: SettingValue] = [:]
    ) {
        self.uuid = uuid
        self.id = id
        self.provider = provider
        self.url = url
        self.startedAt = startedAt
        self.settings = settings
        self.versions = versions
        self.machine = machine
    }

    /// The manifest of one attempt, counted from 1.
    public func manifest(attempt: Int) -> RunManifest {
        RunManifest(
            uuid: uuid,
            id: id,
            attempt: attempt,
            provider: provider,
            url: url,
            startedAt: startedAt,
            settings: settings,
            versions: versions,
            machine: machine
        )
    }

    /// Refuses what cannot name a run, before the database does.
    func validate() throws(RunStoreError) {
        guard (1...200).contains(id.count), !id.contains("@"), !id.unicodeScalars.contains(where: \.isControl) else {
            throw .wrongID(id)
        }
        guard RunUUID.isValid(uuid) else {
            throw .wrongUUID(uuid)
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isControl: Bool {
        properties.generalCategory == .control
    }
}

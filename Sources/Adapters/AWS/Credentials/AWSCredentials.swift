public import LabModel

/// What requests are signed with; shown nowhere.
public struct AWSCredentials: Hashable, Sendable {
    /// The public half.
    public var accessKeyID: String
    /// The secret half.
    public var secretAccessKey: String
    /// What goes with credentials of limited time; nil for a user's own.
    public var sessionToken: String?
    /// From when on they are refused; nil for never.
    public var expires: WallTime?

    /// Makes credentials; each argument is the property of its name.
    public init(
        accessKeyID: String,
        secretAccessKey: String,
        sessionToken: String? = nil,
        expires: WallTime? = nil
    ) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expires = expires
    }
}

extension AWSCredentials: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The access key's last four characters alone.
    public var description: String {
        "credentials …\(accessKeyID.suffix(4))"
    }

    /// The same.
    public var debugDescription: String {
        description
    }

    /// Shows nothing.
    public var customMirror: Mirror {
        Mirror(self, children: [])
    }
}

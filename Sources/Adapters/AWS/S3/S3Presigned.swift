public import LabModel

/// A request that anybody may make once they have it: as good as a key until it expires, so never logged.
public struct S3Presigned: Hashable, Sendable {
    /// `GET` or `PUT`.
    public var method: String
    /// The whole address.
    public var url: String
    /// Headers that must go with it as they are, by lower-case names.
    public var headers: [String: String]
    /// Until when it is taken.
    public var expires: WallTime
}

extension S3Presigned: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The address without its query.
    public var description: String {
        "\(method) \(SafeAddress.of(url))"
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

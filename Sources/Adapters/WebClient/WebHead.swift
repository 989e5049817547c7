public import LabModel

/// What a server says before the body of an answer that succeeded.
public struct WebHead: Hashable, Sendable {
    /// The status: 200, or 206 where a range was asked for and given.
    public var status: Int
    /// The address that answered, after all redirects; with everything secret in it, so never to be shown.
    public var finalURL: String
    /// What the server calls the body, such as `video/mp4`, in lower case and without parameters; nil where it does not say.
    public var contentType: String?
    /// How long the body is; nil where the server does not say.
    public var length: ByteCount?
    /// How long the answer has been kept on its way, by its `Age`; nil where nobody says.
    public var age: Latency?
    /// When the answer was made, by its `Date`, to the second; nil where the server does not say.
    public var date: WallTime?
    /// When its first byte arrived.
    public var arrived: WallTime
}

/// What to ask a server for.
public struct WebRequest: Hashable, Sendable {
    /// An http or https address.
    public var url: String
    /// The bytes of the resource that are wanted; nil for all.
    public var range: WebRange?
    /// What the answer may cost.
    public var limits: WebLimits

    /// Makes a request; each argument is the property of its name.
    public init(url: String, range: WebRange? = nil, limits: WebLimits = WebLimits()) {
        self.url = url
        self.range = range
        self.limits = limits
    }
}

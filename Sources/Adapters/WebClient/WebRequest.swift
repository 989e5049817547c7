/// What to ask a server for.
public struct WebRequest: Hashable, Sendable {
    /// An http or https address.
    public var url: String
    /// The bytes of the resource that are wanted, not an empty range; nil for all.
    public var range: Range<Int>?
    /// What the answer may cost.
    public var limits: WebLimits

    /// Makes a request; each argument is the property of its name.
    public init(url: String, range: Range<Int>? = nil, limits: WebLimits = WebLimits()) {
        self.url = url
        self.range = range
        self.limits = limits
    }
}

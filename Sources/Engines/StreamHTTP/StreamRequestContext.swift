public import Hummingbird
public import NIOCore

/// A request's context that keeps its connection, so that live streams can be written to it directly.
public struct StreamRequestContext: RequestContext {
    /// What Hummingbird keeps.
    public var coreContext: CoreRequestContextStorage
    /// The connection that the request came by.
    public let channel: any Channel

    /// Makes a context.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }
}

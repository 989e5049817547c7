public import LabModel

/// How much a session may take, and how long it waits before it gives a program up.
public struct VMAFLimits: Hashable, Sendable {
    /// Until the program takes the first picture, its start and the model's loading included.
    public var start: Latency = .seconds(20)
    /// Until it takes another picture: the longest that ``VMAFSession/submit(id:references:distorted:)`` blocks.
    public var write: Latency = .seconds(20)
    /// From the last picture until its scores are there.
    public var finish: Latency = .seconds(60)
    /// After a process was killed, or closed its input: how long its last words may take.
    public var lastWords: Latency = .seconds(1)
    /// Scored pictures that one process gets, at least 1: so many are lost when it dies.
    public var batch = 240
    /// Processes that may die before the session gives up, at least 1.
    public var deaths = 3
    /// libvmaf's own threads, at least 1.
    public var threads = 1
    /// How low the process's priority is: 0 as the lab itself, 19 only what nobody else wants.
    public var niceness = 0

    /// Makes limits for work that nobody waits for.
    public init() {}

    /// Limits for scoring while a stream is measured: lowest priority, more patience.
    public static var live: VMAFLimits {
        var limits = VMAFLimits()
        limits.niceness = 19
        limits.write = .seconds(60)
        limits.finish = .seconds(120)
        return limits
    }
}

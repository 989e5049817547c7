public import LabModel

/// A bad network on purpose: what the lab's relay does to everything that goes through it, in both directions alike.
public struct Link: Hashable, Sendable {
    /// How long every byte is on its way, in one direction, from 0 to 10 s; a round trip takes twice that.
    public var delay: Latency
    /// The standard deviation of that delay; from 0 to a third of ``delay``, because nothing arrives before it was sent.
    public var jitter: Latency
    /// How likely each datagram or TCP segment is lost; from 0 to ``highestLoss``.
    public var loss: Double
    /// What goes through in each direction, headers counted; nil for no limit.
    public var rate: DataRate?
    /// How long the queue before the rate may get, from 1 ms to 10 s; without meaning where ``rate`` is nil.
    public var queue: Latency
    /// What all chance is drawn from: the same seed loses the same places of each direction.
    public var seed: UInt32

    /// The longest ``delay`` and ``queue``.
    public static let longest = Latency.seconds(10)
    /// The shortest ``queue``.
    public static let shortestQueue = Latency.milliseconds(1)
    /// The ``queue`` where none is given.
    public static let usualQueue = Latency.milliseconds(200)
    /// The highest ``loss``.
    public static let highestLoss = 0.5
    /// A link that does nothing.
    public static let clear = Link()

    /// Makes a link; each argument is the property of its name.
    public init(
        delay: Latency = .zero,
        jitter: Latency = .zero,
        loss: Double = 0,
        rate: DataRate? = nil,
        seed: UInt32 = 0
    ) {
        self.delay = delay
        self.jitter = jitter
        self.loss = loss
        self.rate = rate
        self.seed = seed
        queue = Self.usualQueue
    }

    /// Checks what the types leave open.
    /// - Throws: ``RelayError/wrongLink(_:_:)``.
    func check() throws(RelayError) {
        guard (.zero...Self.longest).contains(delay) else { throw .wrongLink("\(self)", .outOfRange(.delay)) }
        guard jitter >= .zero, jitter.nanoseconds <= delay.nanoseconds / 3 else {
            throw .wrongLink("\(self)", .jitterTooLarge)
        }
        guard (0...Self.highestLoss).contains(loss) else { throw .wrongLink("\(self)", .outOfRange(.loss)) }
        guard (Self.shortestQueue...Self.longest).contains(queue) else {
            throw .wrongLink("\(self)", .outOfRange(.queue))
        }
    }
}

extension Link: CustomStringConvertible {
    /// The link as ``LinkParser`` reads it, seed included, such as `delay=100ms,jitter=5ms,loss=1%,seed=7`: whoever gives
    /// this text again repeats the link.
    public var description: String {
        settings.isEmpty ? "seed=\(seed)" : "\(settings),seed=\(seed)"
    }

    /// What the link does, without the seed of its chance: the same text for every run through such a link; empty for a
    /// ``clear`` one.
    public var settings: String {
        var parts: [String] = []
        if delay > .zero {
            parts.append("delay=\(Latency.text(of: delay))")
        }
        if jitter > .zero {
            parts.append("jitter=\(Latency.text(of: jitter))")
        }
        if loss > 0 {
            parts.append("loss=\(LinkShare.text(of: loss))")
        }
        if let rate {
            parts.append("rate=\(rate)")
            parts.append("queue=\(Latency.text(of: queue))")
        }
        return parts.joined(separator: ",")
    }
}

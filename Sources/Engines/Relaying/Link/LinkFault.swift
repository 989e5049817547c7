/// What is wrong with a link.
public enum LinkFault: Hashable, Sendable {
    /// More than 500 bytes.
    case tooLong
    /// There is nothing between two commas, or nothing at all.
    case emptyPart
    /// A part is no `key=value`.
    case noValue(String)
    /// A key that links do not know.
    case unknownKey(String)
    /// A key that stands there twice.
    case repeated(LinkKey)
    /// A value that its key does not take.
    case badValue(LinkKey, String)
    /// A value outside its range.
    case outOfRange(LinkKey)
    /// More jitter than a third of the delay.
    case jitterTooLarge
    /// A queue, and no rate that something could wait for.
    case queueWithoutRate
    /// Nothing but a seed: such a link does nothing.
    case nothingToDo
    /// A link for the way to a provider, and nothing is pushed.
    case nothingPushed
    /// The same way (from the stream, or with `push:` to the provider) is given two links.
    case secondLink(isPush: Bool)

    /// What is wrong, as the end of a sentence.
    var text: String {
        switch self {
        case .tooLong: "it is far too long"
        case .emptyPart: "a part of it is empty"
        case .noValue(let part): "\"\(part)\" has no value: KEY=VALUE is expected"
        case .unknownKey(let key): "it has no \"\(key)\""
        case .repeated(let key): "it gives \(key.rawValue) twice"
        case .badValue(let key, let value): "\(key.rawValue) \"\(value)\" is not \(key.expected)"
        case .outOfRange(let key): "its \(key.rawValue) is not \(key.expected)"
        case .jitterTooLarge: "its jitter is more than a third of its delay: nothing arrives before it was sent"
        case .queueWithoutRate: "its queue needs a rate: without one nothing waits"
        case .nothingToDo: "it does nothing"
        case .nothingPushed: "nothing is pushed to a provider here"
        case .secondLink(let isPush): "the way \(isPush ? "to the provider" : "from the stream") has a link already"
        }
    }

    /// What to do.
    var remedy: String {
        switch self {
        case .jitterTooLarge: "Give less jitter, or more delay."
        case .queueWithoutRate: "Add rate=4M, or leave queue out."
        case .nothingPushed: "Leave push: out, or measure a provider that is pushed to with start-task-and-client."
        case .secondLink: "Join both into one, separated by commas."
        default: "Write for example delay=100ms,jitter=5ms,loss=1%,rate=4M,queue=200ms,seed=7."
        }
    }
}

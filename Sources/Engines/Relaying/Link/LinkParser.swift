internal import LabModel

/// Reads links as they are written on command lines.
///
/// A link is `KEY=VALUE` pairs, separated by commas, each key at most once: ``LinkKey`` lists them. Times carry their unit,
/// because a delay of 100 could be seconds or milliseconds.
public enum LinkParser {
    /// Longer texts are refused unread.
    static let longestText = 500

    /// Reads one link, such as `delay=100ms,jitter=5ms,loss=1%,rate=4M`.
    ///
    /// - Parameters:
    ///   - text: the link.
    ///   - random: what the seed is drawn from where the text has none.
    /// - Returns: the link.
    /// - Throws: ``RelayError/wrongLink(_:_:)``.
    public static func link(
        _ text: some StringProtocol,
        using random: inout some RandomNumberGenerator
    ) throws(RelayError) -> Link {
        let text = String(text)
        do throws(LinkFaultError) {
            return try read(text, seed: UInt32.random(in: 0 ... .max, using: &random))
        } catch {
            throw .wrongLink(String(text.prefix(longestText)), error.fault)
        }
    }

    private struct LinkFaultError: Error {
        var fault: LinkFault
    }

    private static func read(_ text: String, seed: UInt32) throws(LinkFaultError) -> Link {
        guard text.utf8.count <= longestText else { throw LinkFaultError(fault: .tooLong) }
        var link = Link(seed: seed)
        var given: Set<LinkKey> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard !part.isEmpty else { throw LinkFaultError(fault: .emptyPart) }
            let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard pair.count == 2 else { throw LinkFaultError(fault: .noValue(String(part))) }
            guard let key = LinkKey(rawValue: String(pair[0])) else {
                throw LinkFaultError(fault: .unknownKey(String(pair[0])))
            }
            guard given.insert(key).inserted else { throw LinkFaultError(fault: .repeated(key)) }
            guard set(key, to: pair[1], in: &link) else {
                throw LinkFaultError(fault: .badValue(key, String(pair[1])))
            }
        }
        if link.jitter.nanoseconds > link.delay.nanoseconds / 3 {
            throw LinkFaultError(fault: .jitterTooLarge)
        }
        if given.contains(.queue), link.rate == nil {
            throw LinkFaultError(fault: .queueWithoutRate)
        }
        if given.isSubset(of: [.seed]) {
            throw LinkFaultError(fault: .nothingToDo)
        }
        return link
    }

    /// - Returns: whether the value is one of its key's.
    private static func set(_ key: LinkKey, to value: Substring, in link: inout Link) -> Bool {
        switch key {
        case .delay: return replace(&link.delay, by: length(value, from: .zero))
        case .jitter: return replace(&link.jitter, by: length(value, from: .zero))
        case .queue: return replace(&link.queue, by: length(value, from: Link.shortestQueue))
        case .loss: return replace(&link.loss, by: LinkShare.read(value).flatMap { $0 <= Link.highestLoss ? $0 : nil })
        case .seed: return replace(&link.seed, by: value.allSatisfy(\.isASCIIDigit) ? UInt32(value) : nil)
        case .rate:
            link.rate = DataRate(String(value))
            return link.rate != nil
        }
    }

    private static func replace<Value>(_ old: inout Value, by new: Value?) -> Bool {
        guard let new else { return false }
        old = new
        return true
    }

    private static func length(_ text: Substring, from least: Latency) -> Latency? {
        guard text.last?.isLetter == true || text.allSatisfy({ $0 == "0" }) else { return nil }
        guard let length = Latency(String(text)), (least...Link.longest).contains(length) else { return nil }
        return length
    }
}

extension Character {
    fileprivate var isASCIIDigit: Bool {
        isASCII && isNumber
    }
}

public import LabModel

/// What a link did while it stood in a stream's way.
public struct LinkReport: Hashable, Sendable {
    /// The link.
    public var link: Link
    /// Whether the way was the one to a provider's ingest; else it was the one from the stream.
    public var isPush: Bool
    /// Whether datagrams went through, else TCP connections.
    public var isDatagrams: Bool
    /// What went from whoever used the address to the server.
    public var up = LaneTally()
    /// What came back.
    public var down = LaneTally()
    /// How many connections or peers there were.
    public var users = 0
    /// How many of them found nobody at the other end, or how often datagrams found nobody.
    public var unanswered = 0

    /// Makes a report of nothing yet.
    public init(link: Link, isPush: Bool, isDatagrams: Bool) {
        self.link = link
        self.isPush = isPush
        self.isDatagrams = isDatagrams
    }

    /// The kind of event that holds ``text``.
    public static let eventCode = "link"
    /// The kind of event that says that the relay itself lost something that it was not asked to.
    public static let overrunCode = "link_overrun"

    /// What is wrong where more media was received than the link carried: libav's own clients of HLS and DASH ask whomever a
    /// manifest names, and RTSP's whoever it is sent on to.
    ///
    /// - Parameter received: bytes of media that came to whoever used the address.
    /// - Returns: an event of the kind ``LabModel/RunWarning/Code/linkBypassed``; nil where the link may have carried all.
    public func bypass(of received: ByteCount) -> RunEvent? {
        let carried = up.bytes.bytes + down.bytes.bytes
        guard received.bytes > carried else { return nil }
        return RunEvent(
            tS: 0,
            code: RunWarning.Code.linkBypassed.rawValue,
            text: "Media came past the link: at least \(received.bytes) bytes were received, and it carried \(carried)."
        )
    }

    /// What it did, as sentences for a person.
    public var text: String {
        let way = isPush ? "to the provider" : "from the stream"
        var text = "The link \(link) on the way \(way) carried \(count(users, isDatagrams ? "peer" : "connection")): "
        text += "up \(Self.text(of: up, isDatagrams)), down \(Self.text(of: down, isDatagrams))"
        if unanswered > 0 {
            text += "; nobody answered \(count(unanswered, "time"))"
        }
        return text + "."
    }

    /// What goes into the run's events.
    ///
    /// - Parameter tS: when, in seconds from the run's join.
    /// - Returns: what was done, and a second event where the relay lost what it was not asked to lose.
    public func events(tS: Double) -> [RunEvent] {
        var events = [RunEvent(tS: tS, code: Self.eventCode, text: text)]
        let overrun = up.overrun + down.overrun
        if overrun > 0 {
            events.append(
                RunEvent(
                    tS: tS,
                    code: Self.overrunCode,
                    text:
                        "The link's relay itself lost \(count(overrun, "datagram")): this machine was too slow for it."
                )
            )
        }
        return events
    }

    private func count(_ number: Int, _ noun: String) -> String {
        "\(number) \(noun)\(number == 1 ? "" : "s")"
    }

    private static func text(of tally: LaneTally, _ isDatagrams: Bool) -> String {
        var text = "\(tally.bytes.bytes) bytes, "
        text += "\(tally.lost) of \(tally.packets) \(isDatagrams ? "datagrams" : "segments") lost"
        if tally.dropped > 0 {
            text += ", \(tally.dropped) dropped by the full queue"
        }
        if tally.longestQueue > .zero {
            text += ", queue up to \(Int(tally.longestQueue.milliseconds.rounded())) ms"
        }
        return text
    }
}

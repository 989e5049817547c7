public import LabModel
internal import Machine
public import Relaying

/// Links before the addresses that a stream is pushed to.
public struct PushLinks: Sendable {
    /// The addresses to push to instead; the addresses themselves where there is no link.
    public let urls: [String]

    private let relayed: [RelayedAddress]

    /// Puts a link before each of some addresses, each a link of its own.
    ///
    /// - Parameters:
    ///   - addresses: where the stream is pushed to.
    ///   - link: what the links do; nil for none.
    ///   - clock: the machine's clock.
    /// - Throws: ``Relaying/RelayError`` where no link can be put before one of them.
    public init(_ addresses: [String], over link: Link?, clock: any LabClock) throws(RelayError) {
        guard let link else {
            (urls, relayed) = (addresses, [])
            return
        }
        var relayed: [RelayedAddress] = []
        for address in addresses {
            relayed.append(try RelayedAddress.open(address, over: link, for: .pushing, clock: clock))
        }
        self.relayed = relayed
        urls = relayed.map(\.url)
    }

    /// What went through so far, as events of a run.
    public func events() -> [RunEvent] {
        relayed.flatMap { $0.report.events(tS: 0) }
    }

    /// Ends them, once nobody pushes any more.
    public func close() async {
        let relayed = relayed
        await WorkerThread.run(name: "links-close") {
            for address in relayed {
                address.close()
            }
        }
    }
}

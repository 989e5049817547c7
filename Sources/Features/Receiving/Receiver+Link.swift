import LabModel
import Machine
import Relaying

extension Receiver {
    /// The settings with what stands before the stream's address.
    var mediaSettings: ReceiveSettings {
        var settings = settings
        settings.relayed = link
        return settings
    }

    /// Puts the link, where one was asked for, before the stream's address.
    func openLink(by clock: RunClock) throws(RelayError) -> RelayedAddress? {
        guard let link = settings.link else { return nil }
        let use: RelayedAddress.Use = settings.isFetchedHere ? .fetching : .playing
        return try RelayedAddress.open(settings.url, over: link, for: use, clock: clock)
    }

    /// Takes the link away, and notes what it did with whatever else is known only now.
    func closeLink(_ session: ReceiveSession) async {
        var events = settings.lastNotes?() ?? []
        if let link {
            let report = await WorkerThread.run(name: "link-close") { link.close() }
            // Of sessions, libav writes JPEG's tables again for every picture: more comes out than went in.
            let fetched = session.fetchedElsewhere.bytes / (settings.isWeb ? 1 : 2)
            events += report.events(tS: 0) + [report.bypass(of: ByteCount(fetched))].compactMap { $0 }
        }
        for event in events {
            session.noted(code: event.code, text: event.text)
        }
    }
}

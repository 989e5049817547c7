import LabModel
import Machine
import Relaying

extension Receiver {
    /// The settings with the address that media is asked for at.
    var mediaSettings: ReceiveSettings {
        var settings = settings
        if let link {
            (settings.named, settings.url) = (settings.url, link.url)
        }
        return settings
    }

    /// Puts the link, where one was asked for, before the stream's address.
    func openLink(by clock: RunClock) throws(RelayError) -> RelayedAddress? {
        guard let link = settings.link else { return nil }
        return try RelayedAddress.open(settings.url, over: link, for: .receiving, clock: clock)
    }

    /// Takes the link away, and notes what it did with whatever else is known only now.
    func closeLink(_ session: ReceiveSession) async {
        var events = settings.lastNotes?() ?? []
        if let link {
            let report = await WorkerThread.run(name: "link-close") { link.close() }
            events += report.events(tS: 0)
        }
        for event in events {
            session.noted(code: event.code, text: event.text)
        }
    }
}

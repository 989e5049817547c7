import LabModel
import Relaying
import Testing

@Suite struct LinkReportTests {
    @Test func itSaysWhatWentThroughInOneSentence() {
        var report = LinkReport(link: Link(loss: 0.02, seed: 4), isPush: true, isDatagrams: true)
        report.up.bytes = ByteCount(1_316_000)
        report.up.packets = 1_020
        report.up.lost = 20
        report.down.packets = 50
        report.down.bytes = ByteCount(900)
        report.users = 1
        #expect(
            report.text
                == "The link loss=2%,seed=4 on the way to the provider carried 1 peer: up 1316000 bytes, 20 of 1020 "
                + "datagrams lost, down 900 bytes, 0 of 50 datagrams lost."
        )
        #expect(report.events(tS: 3) == [RunEvent(tS: 3, code: "link", text: report.text)])
    }

    @Test func queuesAndMissingServersAreTold() {
        let link = Link(delay: .milliseconds(5), rate: DataRate(bitsPerSecond: 4_000_000), seed: 4)
        var report = LinkReport(link: link, isPush: false, isDatagrams: false)
        report.users = 2
        report.unanswered = 1
        report.down.longestQueue = .milliseconds(180.4)
        report.down.dropped = 7
        #expect(
            report.text
                == "The link delay=5ms,rate=4000k,queue=200ms,seed=4 on the way from the stream carried 2 connections: "
                + "up 0 bytes, 0 of 0 segments lost, down 0 bytes, 0 of 0 segments lost, 7 dropped by the full queue, "
                + "queue up to 180 ms; nobody answered 1 time."
        )
    }

    @Test func moreThanItCarriedCamePastIt() {
        var report = LinkReport(link: Link(loss: 0.02, seed: 4), isPush: false, isDatagrams: false)
        report.up.bytes = ByteCount(100)
        report.down.bytes = ByteCount(900)
        #expect(report.bypass(of: ByteCount(1_000)) == nil)
        let text = "Media came past the link: at least 1001 bytes were received, and it carried 1000."
        #expect(report.bypass(of: ByteCount(1_001)) == RunEvent(tS: 0, code: "link_bypassed", text: text))
    }

    @Test func whatTheRelayItselfLostIsAnEventOfItsOwn() {
        var report = LinkReport(link: Link(loss: 0.02, seed: 4), isPush: true, isDatagrams: true)
        report.down.overrun = 2
        let events = report.events(tS: 1)
        #expect(events.map(\.code) == ["link", "link_overrun"])
        #expect(events[1].text == "The link's relay itself lost 2 datagrams: this machine was too slow for it.")
    }
}

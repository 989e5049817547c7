import LabModel
import Machine
import Relaying
import Testing

@Suite struct RelayErrorTests {
    @Test(
        arguments: [
            (.emptyPart, "a part of it is empty", "Write for example "),
            (.tooLong, "it is far too long", "Write for example "),
            (.noValue("delay"), "\"delay\" has no value: KEY=VALUE is expected", "Write for example "),
            (.unknownKey("x"), "it has no \"x\"", "Write for example "),
            (.repeated(.loss), "it gives loss twice", "Write for example "),
            (
                .badValue(.delay, "100"),
                "delay \"100\" is not a length of time with its unit such as 100ms, up to 10s",
                "Write for example "
            ),
            (
                .badValue(.loss, "1"), "loss \"1\" is not per cent such as 1% or 0.25%, up to 50%", "Write for example "
            ),
            (
                .badValue(.rate, "1"), "rate \"1\" is not bits a second such as 4M or 800k, from 10k to 1G",
                "Write for example "
            ),
            (
                .badValue(.seed, "x"), "seed \"x\" is not a whole number from 0 to 4294967295", "Write for example "
            ),
            (
                .outOfRange(.queue), "its queue is not a length of time with its unit such as 200ms, from 1ms to 10s",
                "Write for example "
            ),
            (
                .outOfRange(.jitter),
                "its jitter is not a length of time with its unit such as 5ms, up to a third of the delay",
                "Write for example "
            ),
            (
                .jitterTooLarge, "its jitter is more than a third of its delay: nothing arrives before it was sent",
                "Give less jitter, or more delay."
            ),
            (
                .queueWithoutRate, "its queue needs a rate: without one nothing waits",
                "Add rate=4M, or leave queue out."
            ),
            (.nothingToDo, "it does nothing", "Write for example "),
            (
                .nothingPushed, "nothing is pushed to a provider here",
                "Leave push: out, or measure a provider that is pushed to with start-task-and-client."
            ),
            (
                .secondLink(isPush: true), "the way to the provider has a link already",
                "Join both into one, separated by commas."
            ),
            (
                .secondLink(isPush: false), "the way from the stream has a link already",
                "Join both into one, separated by commas."
            ),
        ] as [(LinkFault, String, String)]
    )
    func faultsOfLinksAreExplained(fault: LinkFault, text: String, remedy: String) {
        let error = RelayError.wrongLink("L", fault)
        let whole =
            remedy.hasSuffix(".") ? remedy : remedy + "delay=100ms,jitter=5ms,loss=1%,rate=4M,queue=200ms,seed=7."
        #expect("\(error)" == "this is no link: \(text): \"L\". \(whole)")
        #expect(error.exitStatus == .usage)
    }

    @Test(
        arguments: [
            (.noNetwork, "it is no network address", "Use http, rtmp, srt, rtsp, or udp."),
            (.unknownScheme("x"), "relays do not know \"x\"", "Use http, rtmp, srt, rtsp, or udp."),
            (
                .encrypted, "its certificate names another host than the relay", "Use the same server without TLS."
            ),
            (
                .encryptedStream, "its certificate names another host than the relay",
                "Name its playlist of HLS (.m3u8), or use the same server without TLS."
            ),
            (.noPort, "it has no port", "Add the port."),
            (.badPort, "its port is no number from 1 to 65535", "Correct the port."),
            (
                .multicast, "a relay cannot take the place of a multicast group",
                "Send to one address, or leave --link out."
            ),
            (
                .negotiatedPorts, "RTSP over UDP agrees on ports that would go past the relay",
                "Leave the transport out of the address, or say transport=tcp: then one connection carries everything."
            ),
            (
                .secondPort, "RTP's second port would go past the relay", "Send a transport stream to udp:// instead."
            ),
        ] as [(RouteFault, String, String)]
    )
    func faultsOfAddressesAreExplained(fault: RouteFault, text: String, remedy: String) {
        let error = RelayError.cannotRelay(address: "x://h:1", fault)
        #expect("\(error)" == "a link cannot be put before this address: \(text): x://h:1. \(remedy)")
        #expect(error.exitStatus == .usage)
    }

    @Test func whatALinkCannotTakeOnIsSaid() {
        let error = RelayError.tooManyServers(limit: 32)
        let remedy = "Leave --link out, or pin a variant whose media comes from fewer servers."
        #expect("\(error)" == "a link stands before 32 servers at most. \(remedy)")
        #expect("\(RelayError.stopped)" == "the link was taken away")
        #expect(error.exitStatus == .failed && RelayError.stopped.exitStatus == .failed)
    }

    @Test func socketsSayWhatTheySaid() {
        let error = RelayError.socket(.cannotListen(address: "127.0.0.1:9", reason: "Address already in use"))
        let text = "the relay cannot listen: Address already in use: 127.0.0.1:9."
        #expect("\(error)" == "\(text) Choose another port, or let the system choose one.")
        #expect(error.exitStatus == .failed)
    }
}

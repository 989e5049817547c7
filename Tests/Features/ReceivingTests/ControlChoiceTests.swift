import LabModel
import Testing

@testable import Receiving

@Suite struct ControlChoiceTests {
    @Test func halvesAndAddressesAreToldApart() {
        #expect(ControlChoice("left") == .half(.left))
        #expect(ControlChoice("bottom") == .half(.bottom))
        #expect(ControlChoice("http://h:8080/live.ts") == .stream(url: "http://h:8080/live.ts"))
        #expect(ControlChoice("rtmp://h/live/a") == .stream(url: "rtmp://h/live/a"))
        for text in ["", "-", "middle", "Left", "recording.ts", "file:///tmp/a.ts"] {
            #expect(ControlChoice(text) == nil, "\(text)")
        }
    }

    @Test func eachHasItsOwnPart() {
        let stream = ControlChoice.stream(url: "http://h/a")
        #expect(stream.url == "http://h/a")
        #expect(stream.half == nil)
        #expect(stream.kind == .stream)
        let half = ControlChoice.half(.top)
        #expect(half.url == nil)
        #expect(half.half == .top)
        #expect(half.kind == .picture)
    }

    @Test func theManifestHoldsNoSecrets() {
        var settings = ReceiveSettings(url: "http://h/a", id: "run")
        #expect(settings.manifest["control"] == nil)
        #expect(settings.manifest["joins"] == nil)
        settings.control = .stream(url: "http://me:word@h/live.ts?key=1")
        settings.joins = 20
        #expect(settings.manifest["control"] == .text(RedactedURL.text("http://me:word@h/live.ts?key=1")))
        #expect(settings.manifest["control"] != .text("http://me:word@h/live.ts?key=1"))
        #expect(settings.manifest["joins"] == .integer(20))
        settings.control = .half(.left)
        #expect(settings.manifest["control"] == .text("left"))
    }
}

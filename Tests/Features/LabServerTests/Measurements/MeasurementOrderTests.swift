import Foundation
import HTTPTypes
import LabModel
import LabTesting
import RunStore
import Testing

@testable import LabServer

@Suite("Measurement order")
struct MeasurementOrderTests {
    private let providers: Set<String> = ["direct", "hls"]

    private func order(_ change: (inout MeasurementOrder) -> Void = { _ in }) -> MeasurementOrder {
        var order = MeasurementOrder()
        order.id = "test1"
        change(&order)
        return order
    }

    @Test("each option carries its value behind =, so that no value is an option")
    func arguments() throws {
        let order = order { $0.link = "delay=100ms,loss=1%" }
        #expect(
            try order.arguments(providers: providers) == [
                "--id=test1", "--provider=direct", "--duration=10.0", "--size=1280x720", "--fps=25", "--codec=h264",
                "--bitrate=2500k", "--frame-limit=1250", "--link=delay=100ms,loss=1%",
            ]
        )
    }

    @Test(
        "a long run is not ended early by the launcher's own limit of frames",
        arguments: [(86_400, "60", 5_185_000), (1.5, "30000/1001", 1_045), (86_400, "1000", 86_401_000)]
    )
    func frameLimit(durationS: Double, fps: String, frames: Int) throws {
        let order = order { ($0.durationS, $0.fps) = (durationS, fps) }
        #expect(try order.arguments(providers: providers).contains("--frame-limit=\(frames)"))
    }

    @Test(
        "ids that a store would refuse, or that hide what they are, are refused",
        arguments: [
            "", "-x", "--db=/etc/passwd", "a@2", "a\nb", "a\u{0}b", "\u{202E}abc", "a\u{200B}b", "<script>", "a\"b",
            "a'b", "a;b",
            "a`b", "$(b)", String(repeating: "a", count: 201),
        ]
    )
    func ids(id: String) {
        #expect(throws: LabServerError.self) { try order { $0.id = id }.arguments(providers: providers) }
    }

    @Test("ordinary ids are taken", arguments: ["a", "night-1", "Größe 2 (fast)", "試験1", "a.b_c,d+e#3/4:5"])
    func goodIDs(id: String) throws {
        #expect(try order { $0.id = id }.arguments(providers: providers)[0] == "--id=\(id)")
    }

    @Test("values out of range are refused by name")
    func values() {
        let wrong: [(String, (inout MeasurementOrder) -> Void)] = [
            ("provider", { $0.provider = "acme" }), ("duration_s", { $0.durationS = 0.5 }),
            ("duration_s", { $0.durationS = 86_401 }), ("duration_s", { $0.durationS = .nan }),
            ("size", { $0.size = "1280" }), ("size", { $0.size = "1281x720" }), ("fps", { $0.fps = "0" }),
            ("codec", { $0.codec = "mpeg2" }), ("bitrate", { $0.bitrate = "lots" }),
            ("link", { $0.link = "delay=1s; rm" }),
            ("link", { $0.link = String(repeating: "a", count: 501) }),
        ]
        for (name, change) in wrong {
            let error = #expect(throws: LabServerError.self) { try order(change).arguments(providers: providers) }
            #expect(error?.place == name)
        }
    }

    @Test("JSON gives what it names, the rest is as usual")
    func json() throws {
        let read = try MeasurementOrder(json: Data(#"{"id":"x","duration_s":5,"fps":"30"}"#.utf8))
        #expect(read == order { ($0.id, $0.durationS, $0.fps) = ("x", 5, "30") })
    }

    @Test(
        "JSON of other shapes is refused",
        arguments: [
            ("", "it is no JSON object"), ("[]", "it is no JSON object"), ("{", "it is no JSON object"),
            ("{}", "'id' is missing"),
            (#"{"id":1}"#, "'id' is no text"), (#"{"id":"x","duration_s":"5"}"#, "'duration_s' is no number"),
            (#"{"id":"x","duration_s":true}"#, "'duration_s' is no number"), (#"{"id":null}"#, "'id' is no text"),
            (#"{"id":"x","duration_s":null}"#, "'duration_s' is no number"),
            (#"{"id":"x","shell":"sh"}"#, "it has an unknown key 'shell'"),
        ]
    )
    func badJSON(text: String, reason: String) {
        #expect(throws: LabServerError.badBody(reason: reason)) { try MeasurementOrder(json: Data(text.utf8)) }
    }

    @Test("any bytes are refused or read, never a crash")
    func fuzz() {
        var generator = SeededGenerator(seed: 6)
        let seed = Array(#"{"id":"x","duration_s":5,"fps":"30","link":"loss=1%"}"#.utf8)
        for _ in 0..<2_000 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: .min ... .max,
                    using: &generator
                )
            }
            if let order = try? MeasurementOrder(json: Data(bytes)),
                let words = try? order.arguments(providers: providers)
            {
                #expect(words.allSatisfy { $0.hasPrefix("--") && $0.contains("=") && !$0.contains("\0") })
            }
        }
    }
}

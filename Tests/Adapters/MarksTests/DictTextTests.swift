import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct DictTextTests {
    private func read(_ text: String) -> FrameStamp? {
        DictText.read(Array(text.utf8))
    }

    @Test func aStampIsWrittenAsTheFirstLabDid() throws {
        let stamp = FrameStamp(
            streamID: StreamID(rawValue: 9),
            number: 12,
            time: WallTime(nanoseconds: 1_695_000_000_250_000_001)
        )
        let text = String(decoding: try #require(DictText.write(stamp)), as: UTF8.self)
        let start = "{'frame_number': 12, 'time': 1695000000.250000001, 'random': 0."
        #expect(text.hasPrefix(start))
        #expect(text.hasSuffix("}"))
        #expect(text.dropFirst(start.count).dropLast().allSatisfy { $0.isNumber })
        #expect(text.utf8.count == start.utf8.count + 10)
        #expect(read(text) == FrameStamp(streamID: .foreign, number: stamp.number, time: stamp.time))
    }

    @Test func theLongestTextFitsItsQRVersion() throws {
        let stamp = FrameStamp(streamID: .foreign, number: 4_294_967_295, time: WallTime(nanoseconds: .max))
        let text = try #require(DictText.write(stamp))
        #expect(text.count <= 106)
        let drawn = try QRCode(text, kind: .dict)
        #expect(drawn.side == 37)
    }

    @Test(
        arguments: [
            ("{'frame_number': 0, 'time': 1695000000.25, 'random': 0.123}", 0, 1_695_000_000_250_000_000),
            ("{'frame_number': 7, 'time': 1695000000.1234567, 'random': 5.3e-05}", 7, 1_695_000_000_123_456_700),
            (
                "{'frame_number': 199999, 'time': 1695000000.0, 'random': 0.8444218515250481}", 199_999,
                1_695_000_000_000_000_000
            ),
            ("{\"time\":1695000000,\"frame_number\":3}", 3, 1_695_000_000_000_000_000),
            ("{ 'random' : 1 , 'frame_number' : 3 , 'time' : 1000000000.00000000051 }", 3, 1_000_000_000_000_000_001),
            ("{'frame_number': 3, 'time': 12.5, 'random': 1}", 3, nil),
            ("{'frame_number': 3, 'time': 999999999.999, 'random': 1}", 3, nil),
            ("{'frame_number': 3, 'time': 999999999.9999999999}", 3, 1_000_000_000_000_000_000),
            ("{'frame_number': 3, 'time': 1000000000}", 3, 1_000_000_000_000_000_000),
            ("{'frame_number': 3, 'time': 4102444799.999999999}", 3, 4_102_444_799_999_999_999),
            ("{'frame_number': 3, 'time': 4102444800}", 3, nil),
            ("{'frame_number': 3, 'time': 0}", 3, nil),
            ("{'frame_number': 4294967295, 'time': 4294967295.9999999999, 'random': 0}", 4_294_967_295, nil),
        ] as [(String, UInt32, Int64?)]
    )
    func textsOfTheWildAreRead(text: String, number: UInt32, nanoseconds: Int64?) {
        let expected = FrameStamp(
            streamID: .foreign,
            number: FrameNumber(number),
            time: nanoseconds.map { WallTime(nanoseconds: $0) }
        )
        #expect(read(text) == expected)
    }

    @Test(arguments: [
        "", "{}", "{", "}", "frame_number 3", "{'frame_number': 3}", "{'time': 1.5}",
        "{'frame_number': -3, 'time': 1.5}", "{'frame_number': +3, 'time': 1.5}", "{'frame_number': 3.0, 'time': 1.5}",
        "{'frame_number': 4294967296, 'time': 1.5}", "{'frame_number': 3, 'time': -1.5}",
        "{'frame_number': 3, 'time': 1.}", "{'frame_number': 3, 'time': .5}", "{'frame_number': 3, 'time': 1e9}",
        "{'frame_number': 3, 'time': 1.5.2}", "{'frame_number': 3, 'time': nan}", "{'frame_number': , 'time': 1.5}",
        "{'frame_number': 3, 'frame_number': 4, 'time': 1.5}", "{'frame_number': 3, 'time': 9999999999.5}",
        "{'frame_number': 3, 'time': 1:5}", "{frame_number: 3, time: 1.5}", "{'frame_number\": 3, 'time': 1.5}",
        "{'frame_number': ٣, 'time': 1.5}",
        "{'frame_number': 3, 'time': 1.5, 'random': \(String(repeating: "0", count: 200))}",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(read(text) == nil)
    }

    @Test func damagedTextsNeverTrap() {
        var generator = SeededGenerator(seed: 3)
        let text = Array("{'frame_number': 12, 'time': 1695000000.25, 'random': 0.5}".utf8)
        for _ in 0..<5_000 {
            var damaged = text
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                damaged[Int.random(in: damaged.indices, using: &generator)] = .random(in: 0 ... .max, using: &generator)
            }
            if let stamp = DictText.read(damaged) {
                #expect(stamp.streamID == .foreign)
                #expect(stamp.time.map { $0.nanoseconds >= 1_000_000_000_000_000_000 } ?? true)
            }
        }
    }
}

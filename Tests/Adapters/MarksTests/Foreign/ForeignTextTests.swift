import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct ForeignTextTests {
    /// A text of each kind and what it says, several where its maker writes several.
    static let samples: [(kind: MarkKind, text: String, number: UInt32?, time: Int64?)] = [
        (
            .dict, "{'frame_number': 12, 'time': 1695000000.25, 'random': 0.123456789012345}", 12,
            1_695_000_000_250_000_000
        ),
        (.dict, "{\"frame_number\": 12, \"time\": 1695000000.25, \"random\": 0.5}", 12, 1_695_000_000_250_000_000),
        (
            .gstreamer, #"{"TIMESTAMP":33366666,"BUFFERCOUNT":2,"FRAMERATE":"30000/1001","NAME":"CAM1","FRUIT":"1"}"#,
            2, nil
        ),
        (
            .gstreamer,
            #"{"timestamp":1151150000,"buffercount":70,"framerate":"60000/1001","name":"testoverlay",}"#, 70, nil
        ),
        (.wave, "A1;00:00:01.033;0000031;30", 31, nil),
        (.wave, "croatia;23:59:59.999;9999999;29.97", 9_999_999, nil),
        (.ticks, #"{"TicksUtc":638308260002500000}"#, nil, 1_695_229_200_250_000_000),
        (.ticks, #"{"TicksUtc":638308260002500000,"TimeserverUrl":null}"#, nil, 1_695_229_200_250_000_000),
        (.milliseconds, "1695000000250", nil, 1_695_000_000_250_000_000),
        (.numberedMilliseconds, "0042|1695000000250", 42, 1_695_000_000_250_000_000),
    ]

    @Test func eachTextIsOfExactlyOneKind() {
        for sample in Self.samples {
            let text = Array(sample.text.utf8)
            for format in ForeignText.registry {
                let stamp = format.read(text)
                guard format.kind == sample.kind else {
                    #expect(stamp == nil, "\(sample.text) as \(format.kind.name)")
                    continue
                }
                #expect(stamp?.streamID == sample.kind.streamID)
                #expect(stamp?.number?.rawValue == sample.number)
                #expect(stamp?.time?.nanoseconds == sample.time)
            }
            let found = ForeignText.read(text)
            #expect(found?.kind == sample.kind)
            #expect(MarkText.read(text) == nil && UPCText.read(text) == nil)
        }
    }

    @Test func everyKindHasAnIdAndANameOfItsOwn() {
        let kinds = ForeignText.registry.map(\.kind) + [.upc, .clockRows]
        #expect(Set(kinds.compactMap(\.streamID)).count == kinds.count)
        #expect(Set(kinds.map(\.name)).count == kinds.count)
        #expect(kinds.allSatisfy { $0.streamID?.isForeign == true })
        #expect(MarkKind.dict.streamID == .foreign)
        #expect(Set(ForeignTextTests.samples.map(\.kind)) == Set(ForeignText.registry.map(\.kind)))
    }

    @Test func aLabsOwnTextIsNoForeignMark() throws {
        let code = try #require(MarkCode(.test(7)))
        #expect(ForeignText.read(MarkText.write(code)) == nil)
    }

    @Test(arguments: [
        "", "0", "https://example.org/1695000000250", "WIFI:S:net;T:WPA;P:1695000000250;;", "4006381333931;30",
        #"{"s":"playing","a":"play","ct":12.5,"d":40}"#, "036000291452", "00000000042", "null", "[]", "{}", "1|2|3",
        "BEGIN:VCARD", "1695000000.250", "2023-09-18T01:20:00.250Z",
    ])
    func otherTextsAreNoMark(text: String) {
        #expect(ForeignText.read(Array(text.utf8)) == nil)
    }

    /// A text with some of its bytes changed may still be a mark of its own kind, never of another.
    @Test func damagedTextsAreTheirOwnKindOrNone() {
        var generator = SeededGenerator(seed: 31)
        for sample in Self.samples {
            for _ in 0..<600 {
                var text = Array(sample.text.utf8)
                for _ in 0..<Int.random(in: 1...4, using: &generator) {
                    let place = Int.random(in: text.indices, using: &generator)
                    switch Int.random(in: 0..<3, using: &generator) {
                    case 0: text[place] = .random(in: 0 ... .max, using: &generator)
                    case 1 where text.count > 1: text.remove(at: place)
                    default: text.insert(.random(in: 32...126, using: &generator), at: place)
                    }
                }
                guard let found = ForeignText.read(text) else { continue }
                #expect(found.kind == sample.kind, "\(String(decoding: text, as: UTF8.self))")
            }
        }
    }

    @Test func noiseIsNoText() {
        var generator = SeededGenerator(seed: 32)
        let alphabet = Array("0123456789|;:.{}\"'TicksUtcframe_number, ".utf8)
        for _ in 0..<5_000 {
            let count = Int.random(in: 0...60, using: &generator)
            let text = (0..<count).map { _ in alphabet[Int.random(in: alphabet.indices, using: &generator)] }
            #expect(ForeignText.read(text) == nil)
        }
        #expect(ForeignText.read([UInt8](repeating: 48, count: 100_000)) == nil)
    }
}

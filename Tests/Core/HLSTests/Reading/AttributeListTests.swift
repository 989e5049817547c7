import LabModel
import Testing

@testable import HLS

@Suite struct AttributeListTests {
    private static func list(_ text: String) throws -> AttributeList {
        try PlaylistTag("#EXT-X-PART:\(text)", line: 4).attributes(limits: PlaylistLimits())
    }

    @Test func valuesAreTakenWithAndWithoutQuotes() throws {
        let list = try Self.list("URI=\"a,b=c\",DURATION=0.5, INDEPENDENT=YES,EMPTY=\"\",X-COM-EXAMPLE=0xFF,LAST=")
        #expect(list.text("URI") == "a,b=c")
        #expect(try list.seconds("DURATION") == .milliseconds(500))
        #expect(list.isYes("INDEPENDENT"))
        #expect(list.text("EMPTY")?.isEmpty == true)
        #expect(list.text("LAST")?.isEmpty == true)
        #expect(list.text("X-COM-EXAMPLE") == "0xFF")
        #expect(list.text("OTHER") == nil)
        #expect(!list.isYes("URI"))
    }

    @Test func whatIsNotThereIsNil() throws {
        let list = try Self.list("A=1")
        #expect(try list.integer("B") == nil)
        #expect(try list.seconds("B") == nil)
        #expect(try list.signedSeconds("B") == nil)
        #expect(try list.span("B") == nil)
        #expect(throws: PlaylistError.missingAttribute("B", tag: "EXT-X-PART", line: 4)) { try list.required("B") }
        #expect(throws: PlaylistError.missingAttribute("E", tag: "EXT-X-PART", line: 4)) {
            try Self.list("E=\"\"").required("E")
        }
    }

    @Test func numbersAreTakenInTheirRange() throws {
        let list = try Self.list("A=9007199254740992,B=9007199254740993,C=-2.5,D=5@7,E=5,F=@7")
        #expect(try list.integer("A") == 9_007_199_254_740_992)
        #expect(throws: PlaylistError.self) { try list.integer("B") }
        #expect(try list.signedSeconds("C") == .seconds(-2.5))
        #expect(throws: PlaylistError.self) { try list.seconds("C") }
        #expect(try list.signedSeconds("E") == .seconds(5))
        let spans = try [list.span("D"), list.span("E")]
        #expect(spans.map { $0?.length } == [5, 5])
        #expect(spans.map { $0?.offset } == [7, nil])
        #expect(throws: PlaylistError.self) { try list.span("F") }
    }

    @Test(arguments: ["=1", "a=1", "A B=1", "A", "A=1,", "A=1,,B=2", "A=\"1\"B=2", "A=\"1", "A=1\"", "Ä=1", "A=1,A=2"])
    func whatIsNoListIsRefused(text: String) {
        if text == "A=1," {
            // A comma at the end is let pass, as some servers write one.
            #expect(throws: Never.self) { try Self.list(text) }
        } else {
            #expect(throws: PlaylistError.self) { try Self.list(text) }
        }
    }

    @Test(arguments: [
        (ByteSpan(offset: 0, length: 1), "bytes=0-0"), (ByteSpan(offset: 100, length: 100), "bytes=100-199"),
        (ByteSpan(offset: 100, length: nil), "bytes=100-"),
    ])
    func spansAreAskedForAsRanges(span: ByteSpan, header: String) {
        #expect(span.header == header)
    }
}

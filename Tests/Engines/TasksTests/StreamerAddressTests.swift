import Foundation
import LabModel
import Testing

@testable import Tasks

@Suite struct StreamerAddressTests {
    @Test func readsAReadyFile() throws {
        let text = Data(#"{"pid":42,"port":8080,"stream_id":7}"#.utf8)
        let address = try #require(StreamerAddress(readyFile: text, host: "127.0.0.1"))
        #expect(address.url("/live.ts") == "http://127.0.0.1:8080/live.ts")
        #expect(address.processID == 42)
        #expect(address.streamID == StreamID(rawValue: 7))
    }

    @Test(arguments: [
        "", "{", "[]", #"{"port":8080}"#, #"{"pid":1,"port":0,"stream_id":7}"#,
        #"{"pid":1,"port":65536,"stream_id":7}"#,
    ])
    func refusesEverythingElse(_ text: String) {
        #expect(StreamerAddress(readyFile: Data(text.utf8), host: "127.0.0.1") == nil)
    }
}

import LabModel
import Testing

@testable import Marks

@Suite struct TicksTextTests {
    private func time(_ text: String) -> Int64? {
        TicksText.read(Array(text.utf8))?.time?.nanoseconds
    }

    @Test func ticksCountFromTheYearOne() {
        // 2023-09-18T01:20:00.2500001Z.
        #expect(time(#"{"TicksUtc":638305968002500001}"#) == 1_695_000_000_250_000_100)
        #expect(time(#"{"TicksUtc":638305968002500001,"TimeserverUrl":"https://time.example/now"}"#) != nil)
        #expect(TicksText.read(Array(#"{"TicksUtc":638305968002500001}"#.utf8))?.number == nil)
    }

    @Test(arguments: [
        #"{"TicksUtc":"638305968002500001"}"#, #"{"ticksutc":638305968002500001}"#, #"{"TicksUtc":63830596800250000}"#,
        #"{"TicksUtc":6383059680025000010}"#, #"{"TicksUtc":-638305968002500001}"#,
        #"{"TicksUtc":638305968002500001,}"#,
        #"{"TicksUtc":638305968002500001,"x":1}"#, #"{"TicksUtc":638305968002500001,"TimeserverUrl":7}"#,
        #"{"TicksUtc":638305968002500001,"TimeserverUrl":true}"#,
        #"{"TicksUtc":638305968002500001,"TimeserverUrl":null,"x":null}"#, #"{"TimeserverUrl":null}"#,
        #"{"TicksUtc":621355968000000000}"#, #"{"TicksUtc":100000000000000000}"#, #"{"TicksUtc":999999999999999999}"#,
        "638305968002500001", "{TicksUtc:638305968002500001}",
    ])
    func otherTextsAreRefused(text: String) {
        #expect(time(text) == nil)
    }
}

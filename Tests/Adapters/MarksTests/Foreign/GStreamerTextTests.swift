import LabModel
import Testing

@testable import Marks

@Suite struct GStreamerTextTests {
    private func number(_ text: String) -> UInt32? {
        GStreamerText.read(Array(text.utf8))?.number?.rawValue
    }

    @Test(
        arguments: [
            (#"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25/1","NAME":"DEBUGQROVERLAY0"}"#, 1),
            (#"{"timestamp":0,"buffercount":4294967295,"framerate":"0/1","name":"a",}"#, 4_294_967_295),
            (#"{ "TIMESTAMP" : -1 , "BUFFERCOUNT" : 7 , "FRAMERATE" : "25/1" , "NAME" : "a" }"#, 7),
            (
                #"{"TIMESTAMP":18446744073709551615,"BUFFERCOUNT":7,"FRAMERATE":"25/1","NAME":"\u00e9\"}"}"#,
                7
            ),
            (#"{"NAME":"x","FRAMERATE":"60000/1001","BUFFERCOUNT":7,"TIMESTAMP":1,"time":"1695000000"}"#, 7),
        ] as [(String, UInt32)]
    )
    func whatTheElementWritesIsRead(text: String, expected: UInt32) {
        #expect(number(text) == expected)
    }

    @Test func itsTimestampIsNoWallClock() throws {
        let text = #"{"TIMESTAMP":1695000000250000000,"BUFFERCOUNT":9,"FRAMERATE":"25/1","NAME":"a"}"#
        let stamp = try #require(GStreamerText.read(Array(text.utf8)))
        #expect(stamp == FrameStamp(streamID: .foreign(place: 1), number: 9, time: nil))
    }

    @Test(arguments: [
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25/1"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"NAME":"a"}"#,
        #"{"TIMESTAMP":0,"FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"BUFFERCOUNT":1,"FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":-1,"FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":4294967296,"FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":"1","FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":01,"FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"TIMESTAMP":-2,"BUFFERCOUNT":1,"FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25/0","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25/1","NAME":7}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25/1","NAME":"a","X":7}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"buffercount":2,"FRAMERATE":"25/1","NAME":"a"}"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25/1","NAME":"a"} "x"#,
        #"{"TIMESTAMP":0,"BUFFERCOUNT":1,"FRAMERATE":"25/1","NAME":"a",,}"#,
    ])
    func otherObjectsAreRefused(text: String) {
        #expect(number(text) == nil)
    }
}

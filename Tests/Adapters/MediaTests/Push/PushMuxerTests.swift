import Foundation
import LabModel
import Machine
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(1))) struct PushMuxerTests {
    private static let settings = PushSettings(
        connecting: .milliseconds(500),
        sending: .milliseconds(500),
        closing: .milliseconds(500),
        seed: 1
    )

    /// Encodes numbered pictures and pushes them.
    private func push(_ count: Int, to text: String, codec: VideoCodec = .h264) throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings(codec: codec))
        let muxer = try open(text, stream: encoder.stream())
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        for number in 0..<count {
            NumberedPictures.draw(number, into: buffer)
            for packet in try encoder.encode(buffer, index: Int64(number + 1_000)) {
                try muxer.write(packet)
            }
        }
        try muxer.finish()
    }

    private func open(_ text: String, stream: EncodedStream, interrupt: Interrupt = Interrupt()) throws -> PushMuxer {
        try PushMuxer.open(
            PushAddress.parse(text),
            stream: stream,
            settings: Self.settings,
            interrupt: interrupt,
            clock: SystemClock()
        )
    }

    @Test(arguments: ["ts", "mp4", "mkv", "flv"])
    func aFileHoldsEveryPicture(kind: String) throws {
        let path = NSTemporaryDirectory() + "push-\(UUID().uuidString).\(kind)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        try push(40, to: path)
        #expect(try Reading.all(file: path).numbers == Array(0..<40))
    }

    @Test func anMP4FileCanBeReadThoughItWasNeverEnded() throws {
        let path = NSTemporaryDirectory() + "push-\(UUID().uuidString).mp4"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let muxer = try open(path, stream: encoder.stream())
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        for number in 0..<40 {
            NumberedPictures.draw(number, into: buffer)
            for packet in try encoder.encode(buffer, index: Int64(number)) {
                try muxer.write(packet)
            }
        }
        #expect(try Reading.all(file: path).numbers == Array(0..<30))
    }

    @Test func aFullDiskIsAnError() throws {
        let path = NSTemporaryDirectory() + "push-\(UUID().uuidString).ts"
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: MediaError.sendFailed(address: path, reason: "No space left on device")) {
            try push(2, to: path)
        }
    }

    @Test func aFolderThatIsNotThereIsAnError() throws {
        #expect(throws: MediaError.sendFailed(address: "/nowhere/a.ts", reason: "No such file or directory")) {
            try push(1, to: "/nowhere/a.ts")
        }
    }

    @Test func aCodecThatCannotGoThereIsRefusedBeforeConnecting() throws {
        let error = MediaError.notCarried(address: "rtmp://127.0.0.1:1/…", codec: "mjpeg", format: "flv")
        #expect(throws: error) { try push(1, to: "rtmp://127.0.0.1:1/live/x", codec: .mjpeg) }
        #expect(error.exitStatus == .usage)
    }

    @Test(arguments: [
        "rtmp://127.0.0.1:1/live/key", "rtsp://127.0.0.1:1/cam", "http://127.0.0.1:1/x.m3u8", "http://127.0.0.1:1/x.ts",
    ])
    func aRefusedPortIsAnError(text: String) throws {
        let error = #expect(throws: MediaError.self) { try push(1, to: text) }
        guard case .sendFailed(let shown, let reason)? = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(shown == (try PushAddress.parse(text)).shown)
        #expect(reason.contains("refused"), "\(reason)")
    }

    @Test func aServerThatSaysNothingIsGivenUpInTime() throws {
        let server = try LocalServer(.bytesAndHold([]))
        defer { server.stop() }
        let error = MediaError.sendTimedOut(
            address: "rtmp://127.0.0.1:\(server.port)/…",
            doing: "connecting",
            seconds: 0.5
        )
        #expect(throws: error) { try push(1, to: "rtmp://127.0.0.1:\(server.port)/live/x") }
    }

    @Test func aListenerWaitsUntilItIsCancelled() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let interrupt = Interrupt()
        let thread = Thread { interrupt.cancel() }
        thread.start()
        #expect(throws: MediaError.cancelled) {
            try open("srt://127.0.0.1:29999?mode=listener", stream: encoder.stream(), interrupt: interrupt)
        }
    }
}

import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Media

@Suite(.timeLimit(.minutes(60))) struct PushMuxerTests {
    /// For what others do: they only keep what is broken from hanging.
    private static let patient = PushSettings(
        connecting: .untilItHangs,
        sending: .untilItHangs,
        closing: .untilItHangs,
        seed: 1
    )
    /// For tests of the limits themselves.
    private static let settings = PushSettings(
        connecting: .milliseconds(500),
        sending: .milliseconds(500),
        closing: .milliseconds(500),
        seed: 1
    )

    /// Encodes numbered pictures and pushes them.
    private func push(
        _ count: Int,
        to text: String,
        codec: VideoCodec = .h264,
        _ settings: PushSettings = Self.patient
    ) throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings(codec: codec))
        let muxer = try open(text, stream: encoder.stream(), settings)
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        for number in 0..<count {
            NumberedPictures.draw(number, into: buffer)
            for packet in try encoder.encode(buffer, index: Int64(number + 1_000)) {
                try muxer.write(packet)
            }
        }
        try muxer.finish()
    }

    private func open(
        _ text: String,
        stream: EncodedStream,
        interrupt: Interrupt = Interrupt(),
        _ settings: PushSettings = Self.patient
    ) throws -> PushMuxer {
        try PushMuxer.open(
            PushAddress.parse(text),
            stream: stream,
            settings: settings,
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

    @Test(arguments: ["ts", "mp4", "mkv", "flv", "h264"])
    func soundGoesAlongWhereTheContainerTakesIt(kind: String) throws {
        let path = NSTemporaryDirectory() + "push-\(UUID().uuidString).\(kind)"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let sound = try SoundEncoder.open(sampleRate: 48_000)
        let stream = try encoder.stream().with(sound.stream())
        let muxer = try open(path, stream: stream)
        let buffer = try PictureBuffer.make(size: NumberedPictures.size)
        for number in 0..<40 {
            NumberedPictures.draw(number, into: buffer)
            let packets = try sound.encode(Array(repeating: 0.25, count: 1_600), from: 0)
            for packet in try encoder.encode(buffer, index: Int64(number)) {
                try muxer.write(packet, sound: packets)
            }
        }
        try muxer.finish()
        var options = SourceOptions()
        options.wantsSound = true
        let reader = try AccessUnitReader.open(path, options: options, clock: SystemClock(), interrupt: Interrupt())
        var pictures = 0
        var sounds: [SoundUnit] = []
        while try reader.next() != nil {
            pictures += 1
            sounds += reader.takeSound()
        }
        #expect(pictures == 40)
        let carries = try PushAddress.parse(path).carriesSound
        #expect(carries == (kind != "h264"))
        // 64,000 samples in packets of 1,024, but for what is still in the encoder.
        #expect((carries ? 59...62 : 0...0).contains((sounds + reader.takeSound()).count))
    }

    @Test(
        arguments: [
            ("rtmp://h/live/k", true), ("srt://h:1", true), ("rtsp://h/a", true), ("udp://h:1", true),
            ("rtp://h:1", true),
            ("http://h/a.m3u8", true), ("http://h/a.m3u8?segments=fmp4", true), ("http://h/a.ts", true),
            ("a.mov", true), ("a.hevc", false), ("a.webm", false),
        ]
    )
    func whatCarriesSoundIsKnownBefore(address: String, carries: Bool) throws {
        #expect(try PushAddress.parse(address).carriesSound == carries)
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
        #expect(throws: error) { try push(1, to: "rtmp://127.0.0.1:\(server.port)/live/x", Self.settings) }
    }

    @Test(arguments: [
        ("http://127.0.0.1:PORT/s3cret/x.m3u8", "403 Forbidden"),
        ("http://127.0.0.1:PORT/s3cret/x.m3u8", "404 Not Found"),
        ("http://127.0.0.1:PORT/s3cret/x.ts", "403 Forbidden"),
        ("http://127.0.0.1:PORT/s3cret/x.ts", "507 Insufficient Storage"),
    ])
    func aServerThatRefusesIsToldWithItsOwnWords(text: String, status: String) throws {
        let server = try LocalServer(.bytes(LocalServer.response([], type: nil, status: status, length: 0)))
        defer { server.stop() }
        let error = MediaError.refusedByServer(address: "http://127.0.0.1:\(server.port)/…", status: status)
        #expect(throws: error) { try push(3, to: text.replacing("PORT", with: "\(server.port)")) }
    }

    @Test func theFarewellWaitsForWhatWasSentButNeverLongerThanClosingMayTake() throws {
        let path = NSTemporaryDirectory() + "push-\(UUID().uuidString).ts"
        defer { try? FileManager.default.removeItem(atPath: path) }
        for (settling, waited) in [(0.0, 0.0), (200, 200), (9_000, 500)] {
            var address = try PushAddress.parse(path)
            address.settling = .milliseconds(settling)
            let clock = LabTesting.ManualClock()
            let encoder = try VideoEncoder.open(NumberedPictures.settings())
            let muxer = try PushMuxer.open(
                address,
                stream: encoder.stream(),
                settings: Self.settings,
                interrupt: Interrupt(),
                clock: clock
            )
            for packet in try encoder.encode(try PictureBuffer.make(size: NumberedPictures.size), index: 0) {
                try muxer.write(packet)
            }
            let start = clock.monotonicNow()
            try muxer.finish()
            #expect(clock.monotonicNow() - start == .milliseconds(waited))
        }
    }

    @Test func nothingWasSentSoNothingIsWaitedFor() throws {
        let path = NSTemporaryDirectory() + "push-\(UUID().uuidString).ts"
        defer { try? FileManager.default.removeItem(atPath: path) }
        var address = try PushAddress.parse(path)
        address.settling = .seconds(5)
        let clock = LabTesting.ManualClock()
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let muxer = try PushMuxer.open(
            address,
            stream: encoder.stream(),
            settings: Self.settings,
            interrupt: Interrupt(),
            clock: clock
        )
        try muxer.finish()
        #expect(clock.monotonicNow() == MonotonicTime(nanoseconds: 0))
    }

    @Test func aListenerWaitsUntilItIsCancelled() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let interrupt = Interrupt()
        let port = try LoopbackPort.freeUDP()
        let thread = Thread { interrupt.cancel() }
        thread.start()
        #expect(throws: MediaError.cancelled) {
            try open("srt://127.0.0.1:\(port)?mode=listener", stream: encoder.stream(), interrupt: interrupt)
        }
    }
}

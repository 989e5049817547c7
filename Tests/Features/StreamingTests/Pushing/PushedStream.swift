import Foundation
import LabModel
import LabTesting
import Logging
import Machine
import Marks
import Media
import Streaming
import Testing

/// A small stream that is pushed somewhere while a test looks at it.
struct PushedStream {
    /// What the streamer counted.
    var counters: StreamerCounters
    /// What it logged, one line an event.
    var log: [String]

    /// The lines of one event.
    func events(_ code: String) -> [String] {
        log.filter { $0.hasPrefix(code) }
    }

    /// Thrown by what is done meanwhile: the stream has been seen enough of, and its counters do not matter.
    struct Enough: Error {}

    /// Streams 30 frames a second to some targets, and does something meanwhile, told what was logged so far.
    static func run(
        _ targets: [String],
        frames: Int,
        codec: VideoCodec = .h264,
        trusting authorities: String? = nil,
        _ work: @escaping @Sendable (EventLog) async throws -> Void = { _ in }
    ) async throws -> PushedStream {
        var settings = StreamSettings(frameRate: try #require(FrameRate(numerator: 30)))
        settings.size = PixelSize(width: 320, height: 240)
        settings.bitrate = DataRate(bitsPerSecond: 500_000)
        settings.port = 0
        settings.frameLimit = frames
        settings.codec = codec
        settings.push = targets
        settings.authorities = authorities
        let events = EventLog("push_")
        var generator = SystemRandomNumberGenerator()
        var counters = StreamerCounters()
        do {
            counters = try await StreamService.run(
                settings,
                clock: SystemClock(),
                logger: Logger(label: "test") { _ in events },
                using: &generator
            ) { _ in try await work(events) }
        } catch is Enough {}
        return PushedStream(counters: counters, log: events.lines)
    }

    /// The segments of a playlist in one file, as a player would read them, once the server has its end.
    static func join(playlist: String, in folder: TemporaryFolder) async throws -> String {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while (try? String(contentsOfFile: playlist, encoding: .utf8))?.contains("#EXT-X-ENDLIST") != true,
            clock.monotonicNow() < deadline
        {
            try await clock.sleep(for: .milliseconds(10))
        }
        let text = try String(contentsOfFile: playlist, encoding: .utf8)
        #expect(text.contains("#EXT-X-PROGRAM-DATE-TIME:") && text.contains("#EXT-X-ENDLIST"))
        let base = URL(filePath: playlist).deletingLastPathComponent()
        var names: [String] = []
        for line in text.split(separator: "\n").map(String.init) {
            if let map = line.firstRange(of: "URI=\"") {
                names.append(String(line[map.upperBound...].prefix { $0 != "\"" }))
            } else if !line.hasPrefix("#") {
                names.append(line)
            }
        }
        let bytes = try names.map { try Data(contentsOf: base.appending(path: $0)) }.reduce(Data(), +)
        let file = folder.file(names[0].hasSuffix(".mp4") ? "joined.mp4" : "joined.ts")
        try bytes.write(to: URL(filePath: file))
        return file
    }

    /// The same from an address that nobody may listen at yet.
    static func numbersOnceThere(in url: String, atMost count: Int) async throws -> [Int] {
        for _ in 0..<30 {
            do {
                return try await numbers(in: url, atMost: count)
            } catch is MediaError {
                try await SystemClock().sleep(for: .milliseconds(100))
            }
        }
        return []
    }

    /// Waits until a file that somebody writes ends with a frame, or a later one.
    ///
    /// Where that never comes, the wait ends all the same: whoever reads the file then says what is missing.
    static func wait(for number: Int, in file: String) async throws {
        try await wait(in: file) { ($0.last ?? -1) >= number }
    }

    /// Waits until a file that somebody writes has so many frames; ends in the same way.
    static func wait(count: Int, in file: String) async throws {
        try await wait(in: file) { $0.count >= count }
    }

    private static func wait(in file: String, until isEnough: ([Int]) -> Bool) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while !isEnough((try? await numbers(in: file)) ?? []), clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(50))
        }
    }

    /// The numbers of the frames whose marks can be read in a file or from an address, in their order.
    static func numbers(in url: String, atMost count: Int = .max) async throws -> [Int] {
        try await WorkerThread.run(name: "marks") {
            Result<[Int], any Error> {
                let clock = SystemClock()
                let reader = try AccessUnitReader.open(url, clock: clock, interrupt: Interrupt())
                let decoder = try PictureDecoder.open(reader.video, clock: clock)
                var marks = MarkReader()
                var numbers: [Int] = []
                func look(_ pictures: [Picture]) {
                    for picture in pictures {
                        if case .stamp(let stamp, _) = picture.withLuma({ marks.read($0) }), let number = stamp.number {
                            numbers.append(Int(number.rawValue))
                        }
                    }
                }
                while numbers.count < count, let unit = try reader.next() {
                    look(try decoder.decode(unit))
                }
                if numbers.count < count {
                    look(try decoder.finish())
                }
                return numbers
            }
        }.get()
    }
}

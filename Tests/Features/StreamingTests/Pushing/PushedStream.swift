import LabModel
import LabTesting
import Logging
import Machine
import Marks
import Media
import Streaming
import Synchronization
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
        _ work: @escaping @Sendable (EventLog) async throws -> Void = { _ in }
    ) async throws -> PushedStream {
        var settings = StreamSettings(frameRate: try #require(FrameRate(numerator: 30)))
        settings.size = PixelSize(width: 320, height: 240)
        settings.bitrate = DataRate(bitsPerSecond: 500_000)
        settings.port = 0
        settings.frameLimit = frames
        settings.codec = codec
        settings.push = targets
        let events = EventLog()
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

/// Keeps what is logged of pushes.
final class EventLog: LogHandler, Sendable {
    private let kept = Mutex<[String]>([])

    var lines: [String] {
        kept.withLock { $0 }
    }

    var metadata: Logger.Metadata {
        get { [:] }
        set {}
    }

    var logLevel: Logger.Level {
        get { .debug }
        set {}
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { nil }
        set {}
    }

    func log(event: LogEvent) {
        guard "\(event.message)".hasPrefix("push_") else { return }
        let pairs = (event.metadata ?? [:]).sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }.joined()
        kept.withLock { $0.append("\(event.message)\(pairs)") }
    }

    /// Waits until an event was logged so often.
    func wait(for code: String, count: Int = 1, limit: Latency = .seconds(30)) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + limit
        while lines.count(where: { $0.hasPrefix(code) }) < count {
            guard clock.monotonicNow() < deadline else { throw Missing(code: code, lines: lines) }
            try await clock.sleep(for: .milliseconds(10))
        }
    }

    struct Missing: Error {
        var code: String
        var lines: [String]
    }
}

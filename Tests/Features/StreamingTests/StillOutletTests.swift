import Fanout
import LabModel
import LabTesting
import Logging
import Machine
import Media
import Testing

@testable import Streaming

@Suite("Still outlet")
struct StillOutletTests {
    private static let start = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    private static func outlet(_ codec: VideoCodec) -> StillOutlet {
        var settings = StreamSettings(frameRate: .usual)
        settings.size = EncodedPictures.size
        settings.codec = codec
        settings.viewers = 2
        return StillOutlet(settings, clock: SystemClock(), logger: Logger(label: "test"))
    }

    private static func picture(_ number: Int, of buffer: PictureBuffer) throws -> DrawnPicture {
        DrawnPicture(
            picture: try buffer.share(),
            tick: Int64(number),
            number: FrameNumber(UInt32(number)),
            stamp: start + .milliseconds(Double(number)),
            due: start,
            isKeyframe: number == 0
        )
    }

    /// What a viewer gets up to the end.
    private static func bytes(of viewer: Viewer) -> [UInt8] {
        var bytes = viewer.header
        // At an instant at which nobody can be behind, however long a busy machine took.
        while case .chunk(let chunk, _) = viewer.next(at: MonotonicTime(nanoseconds: 0)) {
            bytes += chunk.bytes
        }
        return bytes
    }

    @Test("a stream of JPEG pictures is sent as it was encoded")
    func main() throws {
        let outlet = Self.outlet(.mjpeg)
        let pictures = try EncodedPictures(ticks: Array(0..<5), codec: .mjpeg)
        let viewer = try #require(outlet.broadcaster.join(at: SystemClock().monotonicNow()))
        outlet.begin(pictures.stream)
        #expect(!outlet.wantsPicture)
        for frame in pictures.frames(from: Self.start) {
            outlet.take(frame)
        }
        #expect(outlet.counters.viewers == 1)
        outlet.finish()
        let parts = MultipartBytes(Self.bytes(of: viewer))
        #expect(parts.isWhole)
        #expect(parts.pictures == pictures.packets.map { $0.copyBytes() })
        #expect(parts.stamps == (0..<5).map { Self.start + FrameRate.usual.timeOfTick($0) })
        let counters = outlet.counters
        #expect(counters.frames == 5 && counters.dropped == 0 && counters.viewers == 0 && !counters.hasFailed)
    }

    @Test("pictures are wanted only while somebody watches")
    func wanting() throws {
        let outlet = Self.outlet(.h264)
        #expect(!outlet.wantsPicture)
        let viewer = try #require(outlet.broadcaster.join(at: SystemClock().monotonicNow()))
        #expect(outlet.wantsPicture)
        viewer.leave()
        #expect(!outlet.wantsPicture)
    }

    @Test("another codec's pictures are encoded on a thread of their own, their stamps kept")
    func encoding() async throws {
        let outlet = Self.outlet(.h264)
        let pictures = try EncodedPictures(ticks: [0])
        let viewer = try #require(outlet.broadcaster.join(at: SystemClock().monotonicNow()))
        outlet.begin(pictures.stream)
        // Of another codec no frame is taken.
        outlet.take(pictures.frames(from: Self.start)[0])
        let buffer = try PictureBuffer.make(size: EncodedPictures.size)
        EncodedPictures.fill(buffer, with: 90)
        outlet.take(try Self.picture(7, of: buffer))
        outlet.finish()
        await outlet.ended(within: .untilItHangs)
        let parts = MultipartBytes(Self.bytes(of: viewer))
        #expect(parts.isWhole && parts.pictures.count == 1)
        // JPEG's first and last two bytes.
        #expect(parts.pictures.first?.prefix(2) == [0xFF, 0xD8] && parts.pictures.first?.suffix(2) == [0xFF, 0xD9])
        #expect(parts.stamps == [Self.start + .milliseconds(7)])
        #expect(outlet.counters.frames == 1)
    }

    @Test("pictures for which there is no time are left out and counted")
    func overload() throws {
        let outlet = Self.outlet(.h264)
        let buffer = try PictureBuffer.make(size: EncodedPictures.size)
        // Its thread is not begun, so the queue of one stays full.
        for number in 0..<6 {
            outlet.take(try Self.picture(number, of: buffer))
        }
        #expect(outlet.counters.dropped == 5 && outlet.counters.frames == 0)
    }
}

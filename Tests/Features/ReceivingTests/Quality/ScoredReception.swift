import Content
import Foundation
import LabModel
import LabTesting
import Machine
import Marks
import Media
import Receiving
import RunStore
import Scoring
import Testing

/// Recordings and streams received with their pictures scored, and the same scores the slow way.
struct ScoredReception {
    static let uuid = "0190a0b0-0000-7000-8000-000000000001"
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    func receive(
        _ url: String,
        of description: StreamDescription?,
        _ change: (inout ReceiveSettings) -> Void = { _ in }
    ) async throws -> (summary: Summary, trace: Trace) {
        let (receiver, store) = try receiver(url, of: description, change)
        let outcome = try await receiver.run(uuid: Self.uuid)
        #expect(outcome.failure == nil)
        return (outcome.summary, try store.trace(of: outcome.run))
    }

    /// What receives a stream, and where it stores the run.
    func receiver(
        _ url: String,
        of description: StreamDescription?,
        stop: ScoringStop = ScoringStop(),
        _ change: (inout ReceiveSettings) -> Void = { _ in }
    ) throws -> (receiver: Receiver, store: RunStore) {
        var settings = ReceiveSettings(url: url, id: "run")
        settings.clock = .none
        var quality = QualitySettings(metrics: [.psnr, .ssim])
        quality.worstFolder = folder.file("worst")
        settings.quality = quality
        if let description {
            let path = folder.file("stream.json")
            try JSONEncoder().encode(description).write(to: URL(filePath: path))
            settings.description = path
        }
        change(&settings)
        let store = try RunStore.open(folder.file("\(UUID()).sqlite"))
        let receiver = Receiver(
            settings: settings,
            store: store,
            clock: SystemClock(),
            machine: [:],
            versions: [:],
            scoringStop: stop
        )
        return (receiver, store)
    }

    /// A file of some of a stream's frames, each of which can be decoded by itself.
    func recording(without lost: Set<Int> = [], count: Int = 40) throws -> (path: String, stream: MarkedStream) {
        let stream = try MarkedStream(count: count, gop: 1)
        let path = folder.file("\(UUID()).ts")
        let kept = stream.chunks.enumerated().filter { !lost.contains($0.offset) }.flatMap { $0.element }
        try Data(kept).write(to: URL(filePath: path))
        return (path, stream)
    }

    /// Luma of a file's pictures and their numbers, the slow way.
    func pictures(_ path: String) throws -> [(number: Int, luma: [UInt8])] {
        let reader = try AccessUnitReader.open(path, clock: SystemClock(), interrupt: Interrupt())
        let decoder = try PictureDecoder.open(reader.video, clock: SystemClock())
        var found: [Picture] = []
        while let unit = try reader.next() {
            found += try decoder.decode(unit)
        }
        found += try decoder.finish()
        var marks = MarkReader()
        return found.compactMap { picture in
            picture.withLuma { luma in
                guard case .stamp(let stamp, _) = marks.read(luma, effort: .thorough), let number = stamp.number else {
                    return nil
                }
                return (Int(number.rawValue), Self.bytes(luma))
            }
        }
    }

    static func bytes(_ plane: PlaneView) -> [UInt8] {
        (0..<plane.height).flatMap { row in
            UnsafeRawBufferPointer(start: plane.base + row * plane.stride, count: plane.width)
        }
    }

    /// Luma of what was sent.
    func reference(_ number: Int, _ stream: MarkedStream) throws -> [UInt8] {
        let picture = try PictureBuffer.make(size: MarkedStream.size)
        var renderer = ContentRenderer(seed: 1, size: MarkedStream.size)
        var painter = try MarkPainter(size: MarkedStream.size, format: .qr)
        return try picture.withPlanes { planes in
            renderer.render(FrameNumber(UInt32(number)), into: planes)
            try painter.draw(MarkedStream.stamp(number, stream.streamID), into: planes)
            return Self.bytes(planes.luma.readOnly)
        }
    }

    static func psnr(_ first: [UInt8], _ second: [UInt8]) -> Double {
        var sum = 0.0
        for index in first.indices {
            let difference = Double(first[index]) - Double(second[index])
            sum += difference * difference
        }
        return min(60, 10 * log10(255 * 255 * Double(first.count) / sum))
    }
}

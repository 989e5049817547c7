import Foundation
import LabModel
import LabTesting
import Machine
import Media
import Synchronization
import Testing

@testable import Scoring

/// A recording of some frames of a planted stream, given to a scorer as the analysis of a run gives it.
final class PlayedRecording {
    /// What was told while it was scored.
    struct Told: Sendable {
        var events: [(code: String, text: String)] = []
        var pairs: [FrameQuality] = []
    }

    let stream = PlantedStream()
    let told = SharedTold()
    let units: [AccessUnit]
    let video: VideoStreamInfo
    let pictures: [Picture]
    private(set) var trace = Trace()
    private var last: [Sample] = []
    /// Whether pictures come all at once, and may be passed over.
    var isLive = false

    final class SharedTold: Sendable {
        let state = Mutex(Told())

        var events: [(code: String, text: String)] { state.withLock { $0.events } }
        var pairs: [FrameQuality] { state.withLock { $0.pairs } }

        func note(_ code: String, _ text: String) {
            state.withLock { $0.events.append((code, text)) }
        }
    }

    /// Makes a recording.
    /// - Parameters:
    ///   - numbers: the frames that it holds, ascending.
    ///   - folder: where its file is.
    /// - Throws: what encoding and decoding throw.
    init(_ numbers: [Int], in folder: TemporaryFolder) throws {
        let path = folder.file("\(UUID()).ts")
        try PlantedStream.encode(stream.pictures(numbers), to: path)
        let reader = try AccessUnitReader.open(path, clock: SystemClock(), interrupt: Interrupt())
        let decoder = try PictureDecoder.open(reader.video, clock: SystemClock())
        var (units, pictures): ([AccessUnit], [Picture]) = ([], [])
        while let unit = try reader.next() {
            units.append(unit)
            pictures += try decoder.decode(unit)
        }
        pictures += try decoder.finish()
        (self.units, self.pictures, video) = (units, pictures, reader.video)
        trace.nominalPeriod = PlantedStream.period
        trace.samples = numbers.map { Self.sample(PlantedStream.stamp($0)) }
        try #require(pictures.count == numbers.count)
    }

    /// What was seen of a frame that was decoded and presented when it was stamped.
    static func sample(_ stamp: FrameStamp) -> Sample {
        var sample = Sample(
            epoch: 0,
            stamp: stamp,
            arrival: stamp.time,
            decoded: stamp.time,
            size: ByteCount(1_000),
            clockOffset: nil,
            clockErrorBound: nil
        )
        sample.presentationTime = .milliseconds(40 * Double(stamp.number?.rawValue ?? 0))
        return sample
    }

    /// Puts samples before those of the recording whose pictures nobody scores.
    func precede(by samples: [Sample]) {
        trace.samples = samples + trace.samples
    }

    /// Puts a sample behind those of the recording whose picture nobody scores.
    func follow(by sample: Sample) {
        last.append(sample)
    }

    /// Scores it, and tells what is found.
    ///
    /// - Parameters:
    ///   - settings: what is scored.
    ///   - kept: how many of its access units are kept to be decoded again.
    ///   - folder: where the worst moments go.
    ///   - interrupt: ends what is scored after the run.
    ///   - onScore: told of each pair.
    /// - Returns: everything that was scored.
    /// - Throws: a `ScoringError` where nothing can be.
    func score(
        _ settings: QualitySettings,
        keeping kept: Int = .max,
        worst folder: String? = nil,
        interrupt: Interrupt = Interrupt(),
        onScore: @escaping @Sendable (FrameQuality) -> Void = { _ in }
    ) throws -> QualityFacts {
        let prepared = try PreparedScoring(settings, of: stream.description, isLive: isLive, clock: SystemClock())
        let scorer = FrameScorer(
            prepared,
            isLive: isLive,
            onScore: { [told] pair in
                told.state.withLock { $0.pairs.append(pair) }
                onScore(pair)
            },
            note: told.note
        )
        scorer.connected(video)
        units.prefix(kept).forEach(scorer.arrived)
        for (picture, sample) in zip(pictures, trace.samples.suffix(pictures.count)) {
            scorer.read(picture, as: sample, connection: 0)
        }
        var trace = trace
        trace.samples += last
        return scorer.conclude(trace, worstFolder: folder, interrupt: interrupt)
    }
}

import Charts
import LabModel
import RunStore

/// Which of a run's streams is asked for.
enum StreamChoice: String, CaseIterable, Sendable {
    case test, control

    var stream: SampleStream { self == .test ? .test : .control }
}

/// Which samples of a run somebody wants to see.
struct SamplesWish: Hashable, Sendable {
    var name: String
    var stream = StreamChoice.test
    var fromS: Double?
    var toS: Double?
    var buckets = 600

    struct Answer: Encodable {
        struct Point: Encodable {
            var tS: Double
            @OrNull var frameDelayMs: Double?
        }

        var name: String
        /// How many samples with a picture that shows no frame again lie in the time asked for.
        var samples: Int
        var isReduced: Bool
        var points: [Point]
    }

    init(_ name: String, _ reader: ParameterReader) throws(LabServerError) {
        self.name = name
        stream = try reader.choice("stream", StreamChoice.self) ?? .test
        fromS = try reader.number("from_s", in: 0...1e7)
        toS = try reader.number("to_s", in: 0...1e7)
        buckets = try reader.integer("buckets", in: 1...5_000) ?? 600
    }

    /// The samples in order of time; time counts from the run's start, and nil breaks the line where no delay is known.
    /// - Throws: what keeps the store.
    func answer(from store: RunStore) throws -> Answer {
        let run = try store.run(named: name)
        let (start, end) = (fromS ?? -.infinity, toS ?? .infinity)
        // There may be millions: two numbers each, not whole points.
        var (times, delays): ([Double], [Double?]) = ([], [])
        var seen: Set<Frame> = []
        try store.forEachChunk(of: run, stream: stream.stream) { chunk in
            for sample in chunk where !sample.isBacklog {
                guard let decoded = sample.decoded, isFirst(sample, &seen) else { continue }
                let time = (decoded - run.manifest.startedAt).seconds
                guard time >= start, time <= end else { continue }
                times.append(time)
                delays.append(sample.frameDelay?.milliseconds)
            }
            guard times.count <= RunStore.sampleLimit else {
                throw RunStoreError.tooManySamples(name: run.name, limit: RunStore.sampleLimit)
            }
        }
        let reduced = Reduction.extremes(x: times, y: delays, buckets: buckets)
        return Answer(
            name: run.name,
            samples: times.count,
            isReduced: reduced.count < times.count,
            points: reduced.map { Answer.Point(tS: $0.x, frameDelayMs: OrNull(wrappedValue: $0.y)) }
        )
    }

    private struct Frame: Hashable {
        var stream: StreamID
        var number: FrameNumber
    }

    /// Whether a picture is the first of its frame: the others are later by what they stood still, which is no delay.
    private func isFirst(_ sample: Sample, _ seen: inout Set<Frame>) -> Bool {
        guard !sample.isRepeated else { return false }
        guard let stamp = sample.stamp, let number = stamp.number else { return true }
        return seen.insert(Frame(stream: stamp.streamID, number: number)).inserted
    }
}

import LabModel

/// A stream under test beside its control: every numbered frame that either of them showed, by its first picture.
///
/// The control's backlog is none of it: it was shown late because the control was connected late (``ControlBacklog``).
struct ControlMatch {
    /// One frame; at least one of the two showed it.
    struct Frame {
        /// The sample of its first picture under test; nil where there was none.
        var test: Int?
        /// The control sample of its first picture; nil where there was none.
        var control: Int?
        /// Whether it was sent in the measured stretch.
        var isMeasured: Bool
    }

    /// By stream id, those that the test showed first; frames by ascending number.
    private(set) var streams: [[Frame]] = []

    /// Matches a run's frames by stream id and number.
    ///
    /// Nil where there is no control stream, or where marks under test carry no numbers.
    init?(_ run: MeasuredRun) {
        guard run.trace.controlKind == .stream, run.ledger.isNumbered else { return nil }
        var control = Self.firstPictures(of: run.trace.control)
        for stream in run.ledger.streams {
            let beside = control.firstIndex { $0.streamID == stream.streamID }.map { control.remove(at: $0).seen } ?? []
            streams.append(Self.merge(stream, beside))
        }
        for stream in control {
            streams.append(stream.seen.map { Self.unknownToTest($0, run.ledger.window, run.trace.control) })
        }
    }

    /// Frames of the measured stretch, in the order of their numbers.
    var measured: some Sequence<Frame> {
        streams.lazy.joined().filter(\.isMeasured)
    }

    private static func firstPictures(of control: [Sample]) -> [StreamLedger] {
        var streams: [StreamLedger] = []
        var latest = 0
        for (index, sample) in control.enumerated() where sample.decoded != nil && !sample.isBacklog {
            guard let stamp = sample.stamp, let number = stamp.number else { continue }
            if !streams.indices.contains(latest) || streams[latest].streamID != stamp.streamID {
                latest = streams.firstIndex { $0.streamID == stamp.streamID } ?? streams.endIndex
                if latest == streams.endIndex {
                    streams.append(StreamLedger(streamID: stamp.streamID))
                }
            }
            let stamped = stamp.time?.nanoseconds ?? 0
            streams[latest].append(
                SeenFrame(number: Int64(number.rawValue), stamped: stamped, index: index),
                epoch: sample.epoch
            )
        }
        for index in streams.indices {
            streams[index].settle { _ in }
        }
        return streams
    }

    private static func merge(_ stream: StreamLedger, _ control: [SeenFrame]) -> [Frame] {
        var frames: [Frame] = []
        frames.reserveCapacity(max(stream.seen.count, control.count))
        var next = control.startIndex
        for seen in stream.seen {
            while next < control.endIndex, control[next].number < seen.number {
                frames.append(controlAlone(control[next], stream))
                next += 1
            }
            let isBeside = next < control.endIndex && control[next].number == seen.number
            let isMeasured = stream.first <= seen.number && seen.number <= stream.last
            frames.append(
                Frame(test: seen.index, control: isBeside ? control[next].index : nil, isMeasured: isMeasured)
            )
            next += isBeside ? 1 : 0
        }
        return frames + control[next...].map { controlAlone($0, stream) }
    }

    private static func controlAlone(_ seen: SeenFrame, _ stream: StreamLedger) -> Frame {
        Frame(test: nil, control: seen.index, isMeasured: stream.isExpectedUnseen(seen.number))
    }

    /// A frame of a stream of which the test showed nothing: its stamp alone says when it was sent.
    private static func unknownToTest(_ seen: SeenFrame, _ window: MeasuredWindow, _ control: [Sample]) -> Frame {
        let isTimed = control[seen.index].stamp?.time != nil
        let isInside = seen.stamped >= window.join ?? .min && seen.stamped < window.end ?? .max
        return Frame(test: nil, control: seen.index, isMeasured: !isTimed || isInside)
    }
}

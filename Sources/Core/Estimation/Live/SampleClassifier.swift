public import LabModel

/// Sets what a sample's neighbours say of it, while a run is on: its epoch, whether it is backlog, and whether it is
/// the picture just before once more.
///
/// Samples are given in the order of decoding. Its memory is constant.
public struct SampleClassifier: Sendable {
    private let join: WallTime?
    private let tolerance: Latency
    private var epoch: UInt16 = 0
    private var streamID: StreamID?
    private var reference: Reference?
    private var lastPresentationTime: Latency?
    private var lastPicture: FrameStamp?

    /// The newest frame of the epoch, against which jumps are told.
    private struct Reference {
        var stamped: WallTime
        /// When its tick was due: what presentation times follow, however late a tick is.
        var due: WallTime
        var presented: Latency
    }

    /// Makes a classifier.
    /// - Parameters:
    ///   - join: Just before the first request for media, by the receiver's clock; nil for a file, which has no backlog.
    ///   - nominalPeriod: The time from frame to frame that the stream promises; nil where nothing says it.
    public init(join: WallTime?, nominalPeriod: Latency?) {
        self.join = join
        let period = nominalPeriod ?? .zero
        tolerance = max(.seconds(1), period + period)
    }

    /// Sets ``Sample/epoch``, ``Sample/isBacklog`` and ``Sample/isRepeated``.
    /// - Parameter sample: The next sample, with its stamp and clock offset already set.
    /// - Returns: What it begins, such as a new epoch; empty nearly always.
    public mutating func classify(_ sample: inout Sample) -> [ClassifierFact] {
        let fact = sample.decoded == nil ? nil : boundary(before: sample)
        sample.epoch = epoch
        sample.isBacklog = isBacklog(sample)
        sample.isRepeated = false
        guard sample.decoded != nil else { return [] }
        if let stamp = sample.stamp, let lastPicture {
            sample.isRepeated = FrameKey(stamp) != nil && FrameKey(stamp) == FrameKey(lastPicture)
        }
        lastPicture = sample.stamp
        remember(sample)
        return fact.map { [$0] } ?? []
    }

    private func isBacklog(_ sample: Sample) -> Bool {
        guard let join, let stamped = sample.stamp?.time, let offset = sample.clockOffset else { return false }
        return stamped < join + offset
    }

    private mutating func boundary(before sample: Sample) -> ClassifierFact? {
        if let id = sample.stamp?.streamID, let streamID, id != streamID {
            startEpoch()
            return .newStream(epoch: epoch, from: streamID, to: id)
        }
        guard let shift = presentationShift(of: sample) else { return nil }
        startEpoch()
        return .presentationJump(epoch: epoch, by: shift)
    }

    /// How far the presentation time left its course, where that is a jump.
    ///
    /// A frame that is not newer than the newest tells nothing: a picture shown for seconds has the same stamp and
    /// ever later presentation times.
    private func presentationShift(of sample: Sample) -> Latency? {
        guard let presented = sample.presentationTime else { return nil }
        if let reference, let stamp = sample.stamp, let stamped = stamp.time {
            guard stamped > reference.stamped else { return nil }
            let shift = (presented - reference.presented) - (stamped - stamp.lateness - reference.due)
            return abs(shift.nanoseconds) > tolerance.nanoseconds ? shift : nil
        }
        guard let lastPresentationTime else { return nil }
        let step = presented - lastPresentationTime
        return step.nanoseconds < -tolerance.nanoseconds ? step : nil
    }

    private mutating func startEpoch() {
        epoch = epoch == .max ? .max : epoch + 1
        streamID = nil
        reference = nil
        lastPresentationTime = nil
        lastPicture = nil
    }

    private mutating func remember(_ sample: Sample) {
        lastPresentationTime = sample.presentationTime ?? lastPresentationTime
        guard let stamp = sample.stamp else { return }
        streamID = stamp.streamID
        guard let stamped = stamp.time, let presented = sample.presentationTime else { return }
        if let reference, stamped <= reference.stamped {
            return
        }
        reference = Reference(stamped: stamped, due: stamped - stamp.lateness, presented: presented)
    }
}

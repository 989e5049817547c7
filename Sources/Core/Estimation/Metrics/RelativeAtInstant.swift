import LabModel

/// `relative_at_instant_ms`: stamp in the control − stamp under test, in each picture that shows both marks, as a camera
/// sees two players; positive where the test is behind.
///
/// Each picture counts, also where neither player went on since the one before: it tells of its own instant. Frames under
/// test stamped before join or after the end do not. Each value may be off by one frame and one camera period.
enum RelativeAtInstant: Metric {
    static func measure(_ run: MeasuredRun, into summary: inout Summary) {
        guard run.trace.controlKind == .picture else { return }
        var control: [Picture: FrameStamp] = [:]
        control.reserveCapacity(run.trace.control.count)
        for sample in run.trace.control {
            guard let stamp = sample.stamp, let picture = Picture(sample) else { continue }
            control[picture] = control[picture] ?? stamp
        }
        var series: [Double] = []
        for (index, sample) in run.trace.samples.enumerated() {
            guard run.ledger.classes[index].isInMeasuredStretch, let stamp = sample.stamp, let sent = stamp.time else {
                continue
            }
            guard let beside = Picture(sample).flatMap({ control[$0] }), beside.streamID == stamp.streamID else {
                continue
            }
            guard let sentBeside = beside.time else { continue }
            series.append((sentBeside - sent).milliseconds)
        }
        summary.relativeAtInstantMs = .known(series: series, seed: run.options.seed)
    }

    /// What makes two samples the same picture: both its instants.
    private struct Picture: Hashable {
        var decoded: WallTime
        var presented: Latency?

        init?(_ sample: Sample) {
            guard let decoded = sample.decoded else { return nil }
            self.decoded = decoded
            presented = sample.presentationTime
        }
    }
}

extension PictureClass {
    /// Whether its mark was read and belongs to the measured stretch.
    fileprivate var isInMeasuredStretch: Bool {
        switch self {
        case .fresh, .duplicated, .repeated: true
        case .backlog, .unreadable, .filled, .noPicture, .after: false
        }
    }
}

import LabModel

/// What became of every frame and picture of a run.
///
/// ``counts`` holds the numbers; ``classes`` says of each sample what it counts as, so that each metric takes its own
/// kind of picture and none decides anew.
struct FrameLedger {
    /// What each sample of the trace counts as, by its index.
    private(set) var classes: [PictureClass] = []
    /// One for each stream id, in the order of their first marks.
    private(set) var streams: [StreamLedger] = []
    /// Frames counted.
    var counts = Summary.Frames()
    /// The measured stretch.
    let window: MeasuredWindow
    /// Whether every mark carries a number.
    private(set) var isNumbered = true
    /// Whether every mark carries a time.
    private(set) var isTimed = true
    /// The time from frame to frame in nanoseconds, above 0: the promised one, else the mean of the stamps; nil where
    /// neither is known.
    private(set) var period: Int64?
    /// The stream of the last mark, whose end is not known from a later one; nil where no mark was read.
    private(set) var lastStream: Int?

    /// How many frames above the highest seen are explained by unreadable pictures.
    var filledAtEnd = 0

    private var streamIndex: [StreamID: Int] = [:]

    init(_ trace: Trace) {
        window = MeasuredWindow(trace)
        classes = trace.samples.map { sample in
            sample.decoded == nil ? .noPicture : sample.stamp == nil ? .unreadable : .fresh
        }
        gatherMarks(trace)
        period = findPeriod(trace)
        setRanges(trace)
        classifyMarks(trace)
        if isNumbered, !streams.isEmpty {
            fillGaps(trace)
        }
        excludeOutside(trace)
        count(trace)
    }

    /// The stream that a mark belongs to.
    func stream(of stamp: FrameStamp) -> Int? {
        streams.count == 1 && streams[0].streamID == stamp.streamID ? 0 : streamIndex[stamp.streamID]
    }

    /// What stands for a frame's place in its stream: its number, or its stamp where the run's marks carry none.
    func place(of stamp: FrameStamp) -> Int64? {
        isNumbered ? stamp.number.map { Int64($0.rawValue) } : stamp.time?.nanoseconds
    }

    /// Changes what a picture counts as.
    mutating func reclassify(_ index: Int, as newClass: PictureClass) {
        classes[index] = newClass
    }

    private mutating func gatherMarks(_ trace: Trace) {
        for (index, sample) in trace.samples.enumerated() where classes[index] == .fresh {
            isNumbered = isNumbered && sample.stamp?.number != nil
            isTimed = isTimed && sample.stamp?.time != nil
        }
        for (index, sample) in trace.samples.enumerated() where classes[index] == .fresh {
            guard let stamp = sample.stamp else { continue }
            let stream = openStream(stamp.streamID)
            lastStream = stream
            guard let place = place(of: stamp) else { continue }
            let frame = SeenFrame(number: place, stamped: stamp.time?.nanoseconds ?? 0, index: index)
            streams[stream].append(frame, epoch: sample.epoch)
        }
        for stream in streams.indices {
            streams[stream].settle { classes[$0] = .duplicated }
        }
    }

    private mutating func openStream(_ id: StreamID) -> Int {
        if let lastStream, streams[lastStream].streamID == id {
            return lastStream
        }
        if let known = streamIndex[id] {
            return known
        }
        streams.append(StreamLedger(streamID: id))
        streamIndex[id] = streams.count - 1
        return streams.count - 1
    }

    private func findPeriod(_ trace: Trace) -> Int64? {
        if let nominal = trace.nominalPeriod, nominal > .zero {
            return nominal.nanoseconds
        }
        guard isTimed, let longest = streams.max(by: { $0.seen.count < $1.seen.count }) else { return nil }
        guard let first = longest.seen.first, let last = longest.seen.last else { return nil }
        let frames = isNumbered ? last.number - first.number : Int64(longest.seen.count - 1)
        let (span, isTooLong) = last.stamped.subtractingReportingOverflow(first.stamped)
        guard frames > 0, !isTooLong, span >= frames else { return nil }
        return span / frames
    }

    private mutating func setRanges(_ trace: Trace) {
        for index in streams.indices {
            var range = ExpectedRange(ledger: self, stream: index, trace: trace)
            range.settle()
            streams[index].sendTimes = range.sendTimes
            streams[index].first = range.first
            streams[index].last = range.last
            if index == lastStream, isNumbered {
                counts.expectedMethod = range.method
            }
        }
    }

    /// Tells backlog, repeats and what lies after the end.
    private mutating func classifyMarks(_ trace: Trace) {
        var before: FrameKey?
        for index in trace.samples.indices where classes[index] != .noPicture {
            guard let stamp = trace.samples[index].stamp else {
                before = nil
                continue
            }
            let key = FrameKey(stamp)
            if let place = place(of: stamp), let stream = stream(of: stamp) {
                if place < streams[stream].first {
                    classes[index] = .backlog
                } else if place > streams[stream].last {
                    classes[index] = .after
                } else if classes[index] == .duplicated, key == before {
                    classes[index] = .repeated
                }
            }
            before = key
        }
    }

    /// Leaves out what carries no mark and lies behind the measured stretch: behind its last mark, and not received
    /// before its end.
    private mutating func excludeOutside(_ trace: Trace) {
        guard let end = window.endReceived else { return }
        let lastMark = classes.lastIndex { $0.isCountedMark } ?? -1
        for index in classes.indices where index > lastMark {
            let sample = trace.samples[index]
            let isUnmarked = classes[index] == .noPicture || (classes[index] == .unreadable && !isNumbered)
            if isUnmarked, let instant = sample.decoded ?? sample.arrival, instant >= end {
                classes[index] = .after
            }
        }
    }
}

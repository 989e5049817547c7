import LabModel

/// Which unreadable pictures explain which missing numbers.
///
/// The one rule: within a gap, unreadable pictures stand for its missing numbers from the lowest up. Those that stand
/// for numbers of the measured stretch fill them; a surplus explains nothing.
extension FrameLedger {
    /// Walks the pictures in the order of presentation and fills gaps.
    mutating func fillGaps(_ trace: Trace) {
        guard classes.contains(.unreadable) else { return }
        var walk = GapWalk(streamCount: streams.count)
        var epoch: UInt16?
        for index in presentationOrder(trace) {
            let sample = trace.samples[index]
            if let current = epoch, current != sample.epoch {
                finish(&walk, isLast: false, trace)
                walk.current = nil
            }
            epoch = sample.epoch
            guard let stamp = sample.stamp else {
                walk.pending.append(index)
                continue
            }
            guard let stream = stream(of: stamp), let place = place(of: stamp) else { continue }
            guard place > walk.highest[stream] ?? -1 else { continue }
            settle(&walk, stream: stream, before: place, trace)
            walk.highest[stream] = place
            walk.current = stream
        }
        finish(&walk, isLast: true, trace)
    }

    private struct GapWalk {
        /// Unreadable pictures since the last new highest number.
        var pending: [Int] = []
        /// The highest number so far, by stream.
        var highest: [Int64?]
        /// The stream of the last new highest number of this epoch.
        var current: Int?

        init(streamCount: Int) {
            highest = Array(repeating: nil, count: streamCount)
        }
    }

    /// Indices of all pictures by epoch, then by presentation time where every picture has one, then as decoded.
    private func presentationOrder(_ trace: Trace) -> [Int] {
        let order = classes.indices.filter { classes[$0] != .noPicture }
        let isPresented = order.allSatisfy { trace.samples[$0].presentationTime != nil }
        let key = { (index: Int) -> (UInt16, Int64, Int) in
            let sample = trace.samples[index]
            return (sample.epoch, isPresented ? sample.presentationTime?.nanoseconds ?? 0 : 0, index)
        }
        let isSorted = zip(order, order.dropFirst()).allSatisfy { key($0) < key($1) }
        return isSorted ? order : order.sorted { key($0) < key($1) }
    }

    /// Settles the unreadable pictures before a new highest number of a stream.
    private mutating func settle(_ walk: inout GapWalk, stream: Int, before place: Int64, _ trace: Trace) {
        defer { walk.pending.removeAll(keepingCapacity: true) }
        guard !walk.pending.isEmpty else { return }
        let ledger = streams[stream]
        let isSurplusCounted = place <= ledger.last
        if walk.current == stream, let below = walk.highest[stream] {
            assign(walk.pending, in: ledger, from: below + 1, through: place - 1, keeps: isSurplusCounted, trace)
        } else if stream == 0, walk.highest[stream] == nil {
            assign(walk.pending, in: ledger, from: ledger.first, through: place - 1, keeps: isSurplusCounted, trace)
        } else if !isSurplusCounted {
            exclude(walk.pending[...], trace)
        }
    }

    /// Settles the unreadable pictures behind the last new highest number of an epoch.
    private mutating func finish(_ walk: inout GapWalk, isLast: Bool, _ trace: Trace) {
        defer { walk.pending.removeAll(keepingCapacity: true) }
        guard !walk.pending.isEmpty else { return }
        guard let stream = walk.current, let below = walk.highest[stream] else {
            exclude(walk.pending[...], trace)
            return
        }
        let ledger = streams[stream]
        let through = isLast && stream == lastStream ? ledger.last : below
        filledAtEnd += assign(walk.pending, in: ledger, from: below + 1, through: through, keeps: false, trace)
    }

    /// Lets unreadable pictures stand for the missing numbers of a range, the lowest first.
    /// - Parameters:
    ///   - pictures: The unreadable pictures, in order.
    ///   - ledger: Their stream.
    ///   - low: The range's first number.
    ///   - high: Its last one; the range may be empty.
    ///   - keeps: Whether a surplus certainly belongs to the measured stretch.
    ///   - trace: What they are samples of.
    /// - Returns: How many fill a number of the measured stretch.
    @discardableResult
    private mutating func assign(
        _ pictures: [Int],
        in ledger: StreamLedger,
        from low: Int64,
        through high: Int64,
        keeps: Bool,
        _ trace: Trace
    ) -> Int {
        let isBehind = low - 1 > ledger.last
        let backlog = ledger.missing(from: low, through: min(high, ledger.first - 1))
        let sent = ledger.missing(from: max(low, ledger.first), through: min(high, ledger.last))
        let pastBacklog = pictures.dropFirst(backlog)
        for index in pastBacklog.prefix(sent) {
            reclassify(index, as: .filled)
        }
        let surplus = pastBacklog.dropFirst(sent)
        if isBehind {
            surplus.forEach { reclassify($0, as: .after) }
        } else if !keeps {
            exclude(surplus, trace)
        }
        return pastBacklog.prefix(sent).count
    }

    /// Leaves out pictures that nothing places in the measured stretch and that were decoded behind its end.
    private mutating func exclude(_ pictures: ArraySlice<Int>, _ trace: Trace) {
        guard let end = window.endReceived else { return }
        for index in pictures {
            if let shown = trace.samples[index].decoded, shown >= end {
                reclassify(index, as: .after)
            }
        }
    }
}

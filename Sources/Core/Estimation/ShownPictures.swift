import LabModel

/// The pictures that showed something new: fresh frames, and unreadable pictures that explain a missing number.
///
/// Continuous streams show a picture when it is decoded, segmented ones when a player at their operating delay finds it
/// due. A file is shown by its presentation times; without them nobody knows when, because it is decoded as fast as it can
/// be read.
/// Of pictures shown less than 1 ms apart only the last counts.
struct ShownPictures {
    /// One picture.
    struct Picture {
        /// Nanoseconds: since the epoch when decoded, since the stream's zero when presented.
        var instant: Int64
        /// Its sample.
        var index: Int
    }

    /// Ascending, at least 1 ms apart.
    private(set) var pictures: [Picture] = []
    /// When a frame from after the measured stretch took the place of the last picture; nil where none did.
    private(set) var replaced: Int64?
    /// Whether instants are presentation times and not the receiver's clock.
    let isPresented: Bool

    private static let together = 1_000_000

    init(_ trace: Trace, ledger: FrameLedger, due: DueTimes?) {
        var all: [Picture] = []
        all.reserveCapacity(ledger.classes.count)
        var hasPresentation = !trace.isLive
        for (index, sample) in trace.samples.enumerated() {
            let kind = ledger.classes[index]
            let isNew = kind.isNewPicture || (kind == .unreadable && !ledger.isNumbered)
            guard isNew, let instant = due?.displayed(sample) ?? sample.decoded else { continue }
            hasPresentation = hasPresentation && sample.presentationTime != nil
            all.append(Picture(instant: instant.nanoseconds, index: index))
        }
        isPresented = hasPresentation
        if !trace.isLive, !isPresented {
            all = []
        }
        if isPresented {
            all = Self.presentationLine(all, trace, gap: ledger.period ?? 0)
        }
        let isAscending = zip(all, all.dropFirst()).allSatisfy { $0.instant <= $1.instant }
        if !isAscending {
            all.sort { ($0.instant, $0.index) < ($1.instant, $1.index) }
        }
        pictures = consume all
        keepLastOfEach()
        if !isPresented, let last = pictures.last {
            replaced = Self.firstAfter(last, trace, ledger: ledger, due: due)
        }
    }

    /// The earliest instant behind the last picture at which a later frame was shown.
    private static func firstAfter(_ last: Picture, _ trace: Trace, ledger: FrameLedger, due: DueTimes?) -> Int64? {
        var first: Int64?
        for index in ledger.classes.indices where index > last.index && ledger.classes[index] == .after {
            let sample = trace.samples[index]
            guard sample.stamp != nil, let instant = due?.displayed(sample) ?? sample.decoded else { continue }
            if instant.nanoseconds > last.instant {
                first = min(first ?? .max, instant.nanoseconds)
            }
        }
        return first
    }

    /// Puts pictures on one line of presentation times: each epoch begins one period behind the one before.
    private static func presentationLine(_ pictures: [Picture], _ trace: Trace, gap: Int64) -> [Picture] {
        var line: [Picture] = []
        line.reserveCapacity(pictures.count)
        var (epoch, shift, latest) = (UInt16(0), Int64(0), Int64?.none)
        for picture in pictures {
            let sample = trace.samples[picture.index]
            let presented = Latency(nanoseconds: sample.presentationTime?.nanoseconds ?? 0)
            if let latest, sample.epoch != epoch {
                shift = (Latency(nanoseconds: latest) + Latency(nanoseconds: gap) - presented).nanoseconds
            }
            epoch = sample.epoch
            let instant = (presented + Latency(nanoseconds: shift)).nanoseconds
            latest = max(latest ?? instant, instant)
            line.append(Picture(instant: instant, index: picture.index))
        }
        return line
    }

    /// Of pictures shown together keeps the last, in place: there may be a million of them.
    private mutating func keepLastOfEach() {
        guard !pictures.isEmpty else { return }
        var last = 0
        for index in pictures.indices.dropFirst() {
            last += pictures[index].instant < pictures[last].instant.advanced(by: Self.together) ? 0 : 1
            pictures[last] = pictures[index]
        }
        pictures.removeLast(pictures.count - last - 1)
    }

    /// The time from the first to the last picture in seconds; 0 for fewer than two.
    var span: Double {
        guard let first = pictures.first, let last = pictures.last else { return 0 }
        return (Latency(nanoseconds: last.instant) - Latency(nanoseconds: first.instant)).seconds
    }
}

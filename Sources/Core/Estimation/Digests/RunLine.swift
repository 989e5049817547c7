import LabModel

/// A run's time as its pictures show it: nanoseconds from its first byte request; of a file, from its first picture by
/// presentation times.
struct RunLine {
    private let run: MeasuredRun
    private let origin: Int64
    private let isPresented: Bool

    /// Nil where nobody knows when anything happened, as for files without presentation times.
    init?(_ run: MeasuredRun) {
        self.run = run
        isPresented = run.shown.isPresented
        if isPresented {
            guard let first = run.shown.pictures.first else { return nil }
            origin = first.instant
        } else {
            guard run.isLive,
                let join = run.trace.join ?? run.trace.samples.first(where: { $0.decoded != nil })?.decoded
            else { return nil }
            origin = join.nanoseconds
        }
    }

    /// Where an instant lies: of a live run one of the receiver's clock, of a file a presentation time.
    func place(of instant: Int64) -> Int64 {
        (Latency(nanoseconds: instant) - Latency(nanoseconds: origin)).nanoseconds
    }

    /// When a sample's picture was decoded, in a file presented; nil where it has none.
    func place(ofSample index: Int) -> Int64? {
        guard isPresented else {
            return run.trace.samples[index].decoded.map { place(of: $0.nanoseconds) }
        }
        let pictures = run.shown.pictures
        let next = pictures.firstIndex(fromSorted: { $0.index >= index })
        return next < pictures.count ? place(of: pictures[next].instant) : nil
    }
}

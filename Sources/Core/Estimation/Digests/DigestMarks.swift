import LabModel

/// The marks of a run: freezes, stalls, reconnects and dropped frames.
struct DigestMarks {
    /// By time.
    private(set) var marks: [DigestMark] = []
    /// How many were left out.
    private(set) var leftOut = 0

    init(_ run: MeasuredRun, line: RunLine, gaps: DroppedGaps) {
        let freezes = Freezes.episodes(run).map { episode in
            let lengthS = Latency(nanoseconds: episode.length).seconds
            return DigestMark(.freeze, startS: Self.seconds(line.place(of: episode.start)), lengthS: lengthS)
        }
        keep(freezes, by: \.lengthS)
        if run.isLive {
            keep(Self.marks(.stall, run.trace.stalls.filter(run.isStall), run, line), by: \.lengthS)
        }
        keep(Self.marks(.reconnect, run.trace.reconnects, run, line), by: \.lengthS)
        let drops = gaps.gaps.compactMap { gap in
            line.place(ofSample: gap.next).map { DigestMark(.drop, startS: Self.seconds($0), frames: gap.frames) }
        }
        keep(drops) { Double($0.frames) }
        marks.sort { ($0.startS, $0.kind.rawValue) < ($1.startS, $1.kind.rawValue) }
    }

    /// Gaps as far as they lie in the measured stretch.
    private static func marks(
        _ kind: DigestMark.Kind,
        _ gaps: [TimeGap],
        _ run: MeasuredRun,
        _ line: RunLine
    ) -> [DigestMark] {
        gaps.compactMap { gap in
            run.measuredPart(of: gap).map {
                DigestMark(kind, startS: seconds(line.place(of: gap.start.nanoseconds)), lengthS: $0.seconds)
            }
        }
    }

    private static func seconds(_ nanoseconds: Int64) -> Double {
        Latency(nanoseconds: nanoseconds).seconds
    }

    /// Keeps the largest of a kind, of equals the earlier ones.
    private mutating func keep(_ found: [DigestMark], by size: (DigestMark) -> Double) {
        let largest = found.enumerated().sorted { (size($1.element), $0.offset) < (size($0.element), $1.offset) }
        marks += largest.prefix(RunDigest.markLimit).map(\.element)
        leftOut += max(0, found.count - RunDigest.markLimit)
    }
}

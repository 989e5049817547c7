import Estimation
import LabModel

/// Where the delay sits, as far as it is known.
struct PlaceSection {
    let analysis: RunsAnalysis

    var section: ReportSection? {
        var blocks: [ReportDocument.Block] = []
        if !chain.rows.isEmpty {
            blocks += [.table(chain), .text(Self.chainNote)]
        }
        if !segments.rows.isEmpty {
            blocks += [.subheading("Segments and parts"), .table(segments)]
        }
        if !own.isEmpty {
            blocks.append(.list(own))
        }
        return blocks.isEmpty ? nil : ReportSection("place", "Where the delay sits", blocks)
    }

    private static let chainNote =
        "Each is the difference of two medians over the same runs, those that know all that is told of the row, so that all "
        + "add up to the frame delay, and with the last one to the operating delay; the way holds all that lies between "
        + "the streamer's encoder and the receiver's socket: pushing, ingest, packaging, delivery. It is not known where "
        + "the encoder's time is not."

    private var chain: ReportTable {
        var table = ReportTable(
            caption: "In milliseconds at the median.",
            columns: ReportTable.columns([
                ("", .left), ("drawn and encoded", .right), ("the way", .right), ("until decoded", .right),
                ("frame delay", .right), ("+ until displayed", .right), ("operating delay", .right),
            ])
        )
        table.rows = analysis.groups.compactMap { group in
            let runs = Self.alike(group)
            guard let frame = Self.median(runs, Self.frame) else { return nil }
            let (encode, arrival) = (Self.median(runs, Self.encode), Self.median(runs, Self.arrival))
            guard encode != nil || arrival != nil else { return nil }
            let operating = BoundedDelay.median(runs.compactMap(Self.operatingDelay))
            let shown = operating.map {
                BoundedDelay(milliseconds: $0.milliseconds - frame, isLowerBound: $0.isLowerBound)
            }
            // Without the encoder's time it would hold drawing and encoding too.
            let way = arrival.flatMap { arrival in encode.map { arrival - $0 } }
            let column = DelayColumn([frame, operating?.milliseconds])
            return [
                group.alone, column.text(encode), column.text(way), column.text(arrival.map { frame - $0 }),
                column.text(frame), column.text(shown), column.text(operating),
            ]
        }
        return table.withoutEmptyColumns()
    }

    private static func frame(_ summary: Summary) -> Double? { summary.frameDelayMs?.p50 }
    private static func arrival(_ summary: Summary) -> Double? { summary.arrivalDelayMs?.p50 }
    private static func encode(_ summary: Summary) -> Double? { summary.streamer?.encodeMs?.p50 }

    /// The runs of which a row tells: fewer with each part that some of them know and others do not.
    ///
    /// A difference of medians over unlike runs would be one of runs, and no part of the way.
    private static func alike(_ group: ReportGroup) -> [Summary] {
        let knowing: [(Summary) -> Bool] = [
            { frame($0) != nil }, { arrival($0) != nil }, { encode($0) != nil }, { operatingDelay($0) != nil },
        ]
        return knowing.reduce(group.counted.map(\.summary)) { runs, isKnown in
            let known = runs.filter(isKnown)
            return known.isEmpty ? runs : known
        }
    }

    private static func median(_ runs: [Summary], _ number: (Summary) -> Double?) -> Double? {
        BoundedDelay.median(runs.compactMap(number).map { BoundedDelay(milliseconds: $0) })?.milliseconds
    }

    /// Of segmented media alone: frames never seen leave it known only from below.
    private static func operatingDelay(_ summary: Summary) -> BoundedDelay? {
        guard summary.media.isSegmented, let delay = summary.playout?.operatingDelayMs else { return nil }
        return BoundedDelay(milliseconds: delay, isLowerBound: summary.hasOpenOperatingDelay)
    }

    private var segments: ReportTable {
        var table = ReportTable(
            caption:
                "Milliseconds on average: from a part's end on the streamer's clock to its request (negative where it was "
                + "asked for before it was there), from its request to its bytes, from its end to its last byte.",
            columns: ReportTable.columns([
                ("", .left), ("segment lasts", .right), ("part lasts", .right), ("asked for after", .right),
                ("first byte after", .right), ("last byte after", .right), ("whole after its end", .right),
                ("playlist's age", .right), ("not whole", .right),
            ])
        )
        table.rows = analysis.groups.compactMap { group in
            guard group.counted.contains(where: { $0.summary.segments != nil }) else { return nil }
            let parts: [(Summary) -> Double?] = [
                { $0.segments?.segmentDurationMs }, { $0.segments?.partDurationMs }, { $0.segments?.requestMs },
                { $0.segments?.firstByteMs }, { $0.segments?.lastByteMs }, { $0.segments?.completeMs },
                { $0.segments?.playlistAgeMs },
            ]
            let values = parts.map { group.median(of: $0) }
            let column = DelayColumn(decimals: 1)
            let broken = group.sum { $0.segments?.incomplete }
            return [group.alone] + values.map { column.text($0) } + [broken.map { "\($0)" } ?? "-"]
        }
        return table.withoutEmptyColumns()
    }

    /// What the lab itself adds.
    private var own: [String] {
        analysis.groups.compactMap { group in
            guard let intrinsic = group.middle?.summary.intrinsic, let text = TextReport.intrinsic(intrinsic) else {
                return nil
            }
            return "\(group.inSentence): \(OutsideText.sentence(text))."
        }
    }
}

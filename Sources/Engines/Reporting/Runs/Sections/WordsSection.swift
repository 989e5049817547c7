/// What every number of a report means.
enum WordsSection {
    static var section: ReportSection {
        ReportSection("words", "What the numbers mean", [.definitions(definitions)])
    }

    private static var definitions: [ReportDefinition] {
        delays + counts + comparing + clocksAndQuality
    }

    private static let delays: [ReportDefinition] = [
        ReportDefinition(
            "stamp, arrival, decoded",
            "A frame's stamp is the instant at which the streamer begins to draw it; arrival is the read that brought its last "
                + "byte; decoded is when the decoder returned its picture. Reading marks and storing delay neither."
        ),
        ReportDefinition("frame delay", "Decoded minus stamp, of each frame received, corrected by the clock offset."),
        ReportDefinition("arrival delay", "Arrival minus stamp, of each frame received."),
        ReportDefinition(
            "signal delay",
            "Of each frame sent, until it or any later one was decoded: what is lost counts, as a viewer would see it. Frames "
                + "never seen enter with what they are at least; a percentile that depends on them is marked ≥."
        ),
        ReportDefinition(
            "operating delay",
            "The least delay at which a player that shows every frame at a fixed time after its stamp stalls at most 0.1 % of "
                + "the time. Where a stream comes in segments it is what all are ranked by, since a burst cannot be watched at "
                + "its own delay."
        ),
        ReportDefinition(
            "p50, p95, p99",
            "Percentiles by linear interpolation: 95 of 100 values are at most p95. Those of tables are exact; curves and "
                + "histograms are drawn from bins at most 1 % wide."
        ),
    ]

    private static let counts: [ReportDefinition] = [
        ReportDefinition(
            "sent, seen, dropped, never seen",
            "Sent are the frames stamped from joining to the end; seen are those whose mark was read; a dropped one is a gap in "
                + "the numbers that no picture explains; never seen are those after the last one seen when looking ended."
        ),
        ReportDefinition(
            "freeze",
            "An interval between new pictures of at least three times the mean of the last 30, or that mean and 150 ms, "
                + "whichever is longer; its duration is the whole interval."
        ),
        ReportDefinition("stall", "No media bytes for 1 s, or two parts' or target durations where that is longer."),
        ReportDefinition(
            "frame rate, harmonic",
            "Frames over time; harmonic is the sum of the intervals over the sum of their squares, so that a long gap weighs as "
                + "long as it lasts."
        ),
        ReportDefinition(
            "jitter",
            "The standard deviation of decoding intervals minus stamp intervals; beside it that of RFC 3550."
        ),
        ReportDefinition(
            "delivered",
            "Media shown over the duration that was asked for; a run that ended with the count of frames asked for has nothing "
                + "to tell."
        ),
    ]

    private static let comparing: [ReportDefinition] = [
        ReportDefinition(
            "place",
            "By the median over runs of the number named above the table. Those known only from below come after all that are "
                + "known, and those whose stream died in a run after all that lived. Runs with an overloaded streamer are left "
                + "out."
        ),
        ReportDefinition(
            "95 % interval",
            "Of one run by a moving-block bootstrap over its frames; of 4 runs and more by a studentised bootstrap over the runs; "
                + "with the clocks' bounds, unless both sides share one clock fit. It holds the true value in 95 of 100 "
                + "comparisons."
        ),
        ReportDefinition(
            "faster, within these runs only",
            "Faster is said only where both sides have 4 runs or more and the interval of the difference leaves out zero. With "
                + "fewer runs a side, the difference is told of these runs alone."
        ),
    ]

    private static let clocksAndQuality: [ReportDefinition] = [
        ReportDefinition(
            "offset, bound",
            "The offset is the streamer's clock minus the receiver's, the middle of what all exchanges of time allow; the bound "
                + "is half of the width of that: a hard limit, not a guess. Drift is how fast the offset changes."
        ),
        ReportDefinition(
            "matched, as displayed",
            "Matched scores each received frame against its own reference, redrawn at the receiver. As displayed scores each sent "
                + "frame against the newest picture shown when it was due."
        ),
        ReportDefinition(
            "cost",
            "By the price list that was recorded with the run or given for this report, in its own currency and of its "
                + "date; never converted."
        ),
    ]
}

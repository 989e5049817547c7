import LabModel

/// Which frames of one stream were sent in the measured stretch.
struct ExpectedRange {
    private(set) var first: Int64 = 0
    private(set) var last: Int64 = -1
    private(set) var method = Summary.ExpectedMethod.listed
    let sendTimes: SendTimes

    private let seen: [SeenFrame]
    private let window: MeasuredWindow
    private let hasTimes: Bool
    private let isNumbered: Bool
    private let isFirstStream: Bool
    private let isLastStream: Bool
    /// Whether the run ended because the stream stopped: then what the streamer sent beyond it counts.
    private let hasStalled: Bool
    /// Whether the streamer named any of its frames.
    private let isNamed: Bool
    /// Whether all frames from number 0 on were sent, as in a trace.
    private let beginsAtZero: Bool

    init(ledger: FrameLedger, stream: Int, trace: Trace) {
        let streamLedger = ledger.streams[stream]
        seen = streamLedger.seen
        window = ledger.window
        hasTimes = ledger.isTimed
        isNumbered = ledger.isNumbered
        isFirstStream = stream == 0
        isLastStream = stream == ledger.lastStream
        hasStalled = trace.endReason == .stalled && trace.join != nil
        let told = ledger.isNumbered ? Self.told(of: streamLedger, exchanges: trace.exchanges) : []
        isNamed = trace.exchanges.contains { exchange in
            exchange.answer?.streamID == streamLedger.streamID && exchange.answer?.newestFrame != nil
        }
        beginsAtZero = trace.clockMethod == .trace && ledger.isNumbered
        var sendTimes = SendTimes(known: told.isEmpty ? seen : Self.merge(seen, told), period: ledger.period)
        sendTimes.isMeanExact = trace.clockMethod == .trace
        self.sendTimes = sendTimes
    }

    mutating func settle() {
        guard let lowest = seen.first, let highest = seen.last else { return }
        first = beginsAtZero ? 0 : lowest.number
        last = highest.number
        guard hasTimes else { return }
        guard isNumbered else {
            settleByTime()
            return
        }
        if let join = window.join, let sent = sendTimes.firstNumber(atOrAfter: join) {
            first = isFirstStream ? sent : max(sent, lowest.number)
        }
        if let newest = lastOfStopped, newest.stamped < window.end ?? .max {
            last = newest.number
            method = .clock
        } else if let end = window.end {
            settleEnd(end, highest: highest)
        }
        last = max(last, first - 1)
    }

    /// The newest frame that is known of a stream that stopped, where the streamer named any: nothing says that it sent more.
    private var lastOfStopped: SeenFrame? {
        hasStalled && isLastStream && isNamed ? sendTimes.known.last : nil
    }

    /// Where marks carry no numbers their times stand for them, and the window's ends need no frame that proves them.
    private mutating func settleByTime() {
        first = window.join ?? first
        last = window.end.map { max($0, .min + 1) - 1 } ?? last
    }

    private mutating func settleEnd(_ end: Int64, highest: SeenFrame) {
        guard let next = sendTimes.firstNumber(atOrAfter: end) else { return }
        last = isLastStream ? next - 1 : min(next - 1, highest.number)
        let isProven = (sendTimes.known.last?.stamped ?? .min) >= end
        method = isProven ? .clock : .extrapolated
    }

    /// Frames that the streamer named as its newest, and that no picture showed.
    private static func told(of stream: StreamLedger, exchanges: [ClockExchange]) -> [SeenFrame] {
        let answers = exchanges.compactMap { exchange -> SeenFrame? in
            guard let answer = exchange.answer, answer.streamID == stream.streamID else { return nil }
            guard let number = answer.newestFrame, let stamped = answer.newestStamp else { return nil }
            return SeenFrame(number: Int64(number.rawValue), stamped: stamped.nanoseconds, index: SeenFrame.unseen)
        }
        return answers.filter { stream.missing(from: $0.number, through: $0.number) == 1 }
    }

    private static func merge(_ seen: [SeenFrame], _ told: [SeenFrame]) -> [SeenFrame] {
        let merged = (seen + told).sorted { $0.number < $1.number }
        var distinct: [SeenFrame] = []
        distinct.reserveCapacity(merged.count)
        for frame in merged where distinct.last?.number != frame.number {
            distinct.append(frame)
        }
        return distinct
    }
}

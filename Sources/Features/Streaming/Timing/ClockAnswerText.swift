internal import LabModel

/// The body of `/clock`, put together so that its instant of leaving is read after everything else is written.
struct ClockAnswerText {
    private var text: String

    /// A disturbance above this between both sides of the clock would make a step of 1 ms of what is none.
    static let undisturbed = Latency.microseconds(250)

    /// Writes all but the instant of leaving; the arguments are the properties of ``ClockAnswer``.
    init(
        t1: WallTime?,
        t2: WallTime,
        bootID: String,
        streamID: StreamID,
        newest: (number: FrameNumber, time: WallTime?)?,
        drift: ClockDrift
    ) {
        // The kernel's id is hexadecimal digits and hyphens; nothing else may get between the quotes.
        let boot = bootID.filter { $0.isHexDigit || $0 == "-" }
        text = "{\"boot_id\":\"\(boot)\",\"error_bound_ms\":\(Self.json(drift.errorBound?.milliseconds))"
        text += ",\"newest_frame\":\(Self.json(newest?.number.rawValue))"
        text += ",\"newest_stamp\":\(Self.json(newest?.time?.nanoseconds))"
        text += ",\"stream_id\":\(streamID.rawValue),\"synchronized\":\(drift.isSynchronized)"
        text += ",\"t1\":\(Self.json(t1?.nanoseconds)),\"t2\":\(t2.nanoseconds)"
        text.reserveCapacity(text.utf8.count + 80)
    }

    /// The whole body, which leaves now.
    consuming func leaving(by clock: any LabClock) -> String {
        let now = ClockPair(reading: clock)
        let monotonic = now.uncertainty <= Self.undisturbed ? now.monotonic.nanoseconds : nil
        text += ",\"t3\":\(now.wall.nanoseconds),\"monotonic\":\(Self.json(monotonic))}"
        return text
    }

    private static func json<Number: CustomStringConvertible>(_ number: Number?) -> String {
        number.map(\.description) ?? "null"
    }
}

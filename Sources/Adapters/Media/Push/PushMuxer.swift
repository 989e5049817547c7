public import LabModel

/// One connection to a server, or one file, that encoded pictures are sent to; one thread at a time.
///
/// All calls block, within limits, and end at once when the interrupt is cancelled.
public final class PushMuxer {
    private let address: PushAddress
    private let settings: PushSettings
    private let watchdog: Watchdog
    private let clock: any LabClock
    private let output: any PushOutput

    private init(
        _ address: PushAddress,
        stream: EncodedStream,
        settings: PushSettings,
        watchdog: Watchdog,
        clock: any LabClock
    ) throws(MediaError) {
        let stream = address.carriesSound ? stream : stream.with(nil)
        self.address = address
        self.settings = settings
        self.watchdog = watchdog
        self.clock = clock
        output =
            address.transport == .rtp
            ? try RTPOutput(address, stream: stream, seed: settings.seed, watchdog: watchdog)
            : try ContainerOutput(address, stream: stream, watchdog: watchdog)
    }

    /// Connects; a listener waits for its caller as long as it takes.
    ///
    /// RTSP and HLS connect with the first frame instead, because they announce it.
    /// - Parameters:
    ///   - address: where to.
    ///   - stream: what is sent.
    ///   - settings: how long the other side may take.
    ///   - interrupt: stops waiting, from another thread.
    ///   - clock: what the limits are measured with.
    /// - Returns: the connection.
    /// - Throws: ``MediaError``: the codec cannot go there, refused, unknown host, timed out, cancelled.
    public static func open(
        _ address: PushAddress,
        stream: EncodedStream,
        settings: PushSettings,
        interrupt: Interrupt,
        clock: any LabClock
    ) throws(MediaError) -> PushMuxer {
        try address.check(stream.settings.codec)
        let watchdog = Watchdog(interrupt: interrupt, clock: clock)
        if !address.isListener {
            watchdog.beginWhole("connecting", limit: settings.connecting)
        }
        let trusting = address.trusting(settings.authorities)
        let muxer = try PushMuxer(trusting, stream: stream, settings: settings, watchdog: watchdog, clock: clock)
        watchdog.endWhole()
        return muxer
    }

    /// Sends one picture; the first must be a keyframe.
    /// - Parameters:
    ///   - packet: the picture.
    ///   - sound: what was made of the sound since the picture before; left out where the address carries none.
    /// - Throws: ``MediaError/sendFailed(address:reason:)``, ``MediaError/sendTimedOut(address:doing:seconds:)`` or
    ///   ``MediaError/cancelled``; the connection is of no use then.
    public func write(_ packet: EncodedPacket, sound: [SoundPacket] = []) throws(MediaError) {
        if output.hasBegun {
            watchdog.beginWhole("sending", limit: settings.sending)
        } else {
            watchdog.beginWhole("connecting", limit: settings.connecting)
        }
        try output.write(packet, sound: sound)
        watchdog.endWhole()
    }

    /// Sends what is still inside, says farewell and closes.
    /// - Throws: as ``write(_:sound:)`` does.
    public func finish() throws(MediaError) {
        let settling = min(address.settling, settings.closing)
        watchdog.beginWhole("closing", limit: settling + settings.closing)
        let settled = clock.monotonicNow() + settling
        while output.hasBegun, clock.monotonicNow() < settled, !watchdog.mustStop {
            clock.blockUntil(min(settled, clock.monotonicNow() + .milliseconds(20)))
        }
        try output.end()
        output.close()
        watchdog.endWhole()
    }
}

/// What a ``PushMuxer`` sends through.
protocol PushOutput: AnyObject {
    /// Whether a first packet was written.
    var hasBegun: Bool { get }

    /// Sends one packet, and sound behind it.
    func write(_ packet: EncodedPacket, sound: [SoundPacket]) throws(MediaError)

    /// Sends the end.
    func end() throws(MediaError)

    /// Gives the connection back.
    func close()
}

import HLS
import LabModel
import Machine
import Media
import Relaying
import WebClient

/// One connection to an HLS stream.
///
/// Playlists are handled on a thread of their own, media comes on the web client's, readers work where the caller is.
/// Nothing that is read, or not read, decides when bytes are fetched. A link stands before every server that is asked.
final class HLSReception: MediaConnection {
    private let settings: ReceiveSettings
    private let options: SourceOptions
    private let clock: any LabClock
    private let interrupt: Interrupt
    private let sink: MediaSink
    private let web: WebClient
    private let line: MediaLine
    private let inbox: HLSInbox
    private let book: SegmentBook
    private let driver: HLSDriver
    private let thread: WorkerThread
    private let cancelKey: Int
    private let began: WallTime
    private var hasOpened = false
    private var hasUnits = false
    private var hasStarted = false
    /// Stretches in a row that were of no use.
    private var failures = 0
    /// Why the newest of them was of no use.
    private var failure: MediaError?
    private var unread: [TimeGap] = []

    /// So many stretches in a row may be of no use before the connection is.
    static let patience = 16

    /// Begins to receive.
    init(_ opening: MediaOpening, lowLatency: Bool, options: SourceOptions) {
        let clock = opening.clock
        let sink = opening.sink
        settings = opening.settings
        interrupt = opening.interrupt
        self.options = options
        self.clock = clock
        self.sink = sink
        began = clock.now()
        let rate = settings.variant == .adaptive ? ThroughputWatch() : nil
        let line = MediaLine()
        book = SegmentBook { fact in
            rate?.add(fact)
            sink.segment(fact)
        }
        inbox = HLSInbox()
        web = WebClient(
            origin: settings.url,
            detour: settings.relayed.map { relayed in WebDetour { try relayed.port(to: $0, port: $1) } },
            allowed: settings.allowed,
            clock: clock
        )
        let driver = HLSDriver(
            HLSDriver.Ends(
                web: web,
                line: line,
                book: book,
                inbox: inbox,
                clock: clock,
                rate: rate,
                wantsParts: settings.proto == .lowLatencyHLS,
                note: sink.note
            )
        )
        var client = LiveClientSettings()
        client.lowLatency = lowLatency
        client.variant = settings.variant.choice(sent: opening.sentSize)
        client.giveUpAfter = options.readTimeout
        client.answerLimit = min(client.answerLimit, options.openTimeout)
        let machine = LiveClient(url: settings.url, settings: client)
        self.line = line
        self.driver = driver
        thread = WorkerThread(name: "playlists") { driver.run(machine) }
        cancelKey = interrupt.onCancel { line.interrupt() }
    }

    func next() throws -> MediaStretch? {
        while let number = try line.open() {
            do throws(MediaError) {
                return try open(number)
            } catch {
                guard leavesOut(error) else { throw error }
            }
        }
        if interrupt.isCancelled { throw MediaError.cancelled }
        if let failure, !hasUnits { throw failure }
        return nil
    }

    func leavesOut(_ error: MediaError) -> Bool {
        switch error {
        case .cancelled: return false
        case .empty, .damaged, .notMedia: break
        // What else is wrong with the first is wrong with the stream.
        default: guard hasOpened else { return false }
        }
        failures += 1
        failure = error
        guard failures < Self.patience else { return false }
        sink.note("stretch_unusable", "a stretch of the stream was left out: \(error)")
        return true
    }

    func takeUnread() -> [TimeGap] {
        defer { unread = [] }
        return unread
    }

    /// The playlist says when the stream is over.
    let endsForGood = true

    /// Counts the player's start from the first unit's presentation time, which is that of the first media's beginning.
    func took(_ unit: AccessUnit) {
        failures = 0
        hasUnits = true
        guard !hasStarted, let (start, at) = driver.known.start else { return }
        hasStarted = true
        sink.playerStart(
            PlayerStart(
                holdBack: settings.liveEdge ?? start.holdBack,
                isAsked: settings.liveEdge != nil,
                at: at,
                edge: unit.presentationTime.map { $0 + start.edge }
            )
        )
    }

    func close() {
        interrupt.removeHandler(cancelKey)
        line.interrupt()
        inbox.stop()
        thread.join()
        web.shutDown()
        book.close()
    }

    private func open(_ number: Int) throws(MediaError) -> MediaStretch {
        var options = options
        options.gapThreshold = driver.known.stall
        let reader = try reader(of: StretchSource(line: line, number: number, stall: options.gapThreshold), options)
        let known = driver.known
        defer { hasOpened = true }
        return MediaStretch(
            reader: reader,
            container: "hls",
            variant: known.variant,
            isLive: known.isRecorded != true,
            isFetchedHere: true,
            isFirst: !hasOpened,
            began: began,
            mediaAsked: known.mediaAsked,
            connectedAt: known.mediaAsked ?? reader.connectedAt,
            stall: known.stall,
            drain: known.target.map { $0 + $0 + $0 }
        )
    }

    private func reader(of source: StretchSource, _ options: SourceOptions) throws(MediaError) -> AccessUnitReader {
        do throws(MediaError) {
            return try AccessUnitReader.open(
                source: source,
                named: settings.url,
                options: options,
                clock: clock,
                interrupt: interrupt
            )
        } catch {
            unread += source.heard
            throw error
        }
    }
}

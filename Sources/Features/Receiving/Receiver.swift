import Analysis
import Estimation
public import LabModel
import Machine
import Media
import Relaying
public import RunStore

/// What a run left behind.
public struct RunOutcome: Sendable {
    /// The run as it is stored.
    public var run: StoredRun
    /// What its measurement says.
    public var summary: Summary
    /// Why it failed, where it did.
    public var failure: (any Error)?
    /// What a process that did nothing else exits with.
    public var exitStatus: ExitStatus

    /// Makes an outcome; each argument is the property of its name.
    public init(run: StoredRun, summary: Summary, failure: (any Error)? = nil, exitStatus: ExitStatus) {
        self.run = run
        self.summary = summary
        self.failure = failure
        self.exitStatus = exitStatus
    }
}

/// Receives a stream, measures it and stores the run.
public struct Receiver: Sendable {
    let settings: ReceiveSettings
    let store: RunStore
    private(set) var clock: any LabClock
    /// What stands before the stream's address; nil for the direct way.
    private(set) var link: RelayedAddress?
    /// Ends what is scored after the run; the first receiver's of a group ends it for all.
    var scoringStop: ScoringStop
    private let machine: [String: SettingValue]
    private let versions: [String: String]

    /// How often the store learns what a killed run would otherwise leave unsaid.
    static let factsInterval = Latency.seconds(2)

    /// Prepares a run.
    ///
    /// - Parameters:
    ///   - settings: what to receive and when to stop.
    ///   - store: where the run is stored.
    ///   - clock: the machine's clock; each run takes its UTC once, and counts on by the side that is never stepped.
    ///   - machine: facts of this machine for the manifest.
    ///   - versions: versions of the lab and its libraries for the manifest.
    ///   - scoringStop: ends what is scored after the run.
    public init(
        settings: ReceiveSettings,
        store: RunStore,
        clock: any LabClock,
        machine: [String: SettingValue],
        versions: [String: String],
        scoringStop: ScoringStop = ScoringStop()
    ) {
        self.scoringStop = scoringStop
        self.settings = settings
        self.store = store
        self.clock = clock
        self.machine = machine
        self.versions = versions
    }

    /// Measures until the duration, the frame limit or the stream's end is reached.
    ///
    /// Cancelling the task ends the run early: it is stored and summarised all the same.
    ///
    /// - Parameters:
    ///   - uuid: the run's identity.
    ///   - onProgress: told some ten times a second how far the run has come.
    /// - Returns: the stored run and its summary, also when the stream failed.
    /// - Throws: ``RunStore/RunStoreError`` when the run cannot even begin to be stored.
    public func run(
        uuid: String,
        onProgress: @escaping @Sendable (ReceiveProgress) -> Void = { _ in }
    ) async throws -> RunOutcome {
        let outcomes = try await ReceiverGroup([self]).run(uuids: [uuid]) { _, progress in onProgress(progress) }
        return try outcomes[0].get()
    }

    /// Begins to store a run.
    ///
    /// - Parameters:
    ///   - uuid: the run's identity.
    ///   - group: what the runs have in common that are measured at once; nil for a run of its own.
    ///   - link: what was put before the stream's address; nil for nothing.
    ///   - clock: the clock of all of them.
    /// - Returns: the run, with its link.
    /// - Throws: ``RunStore/RunStoreError`` when the run cannot begin to be stored.
    func begin(uuid: String, group: String?, link: RelayedAddress?, by clock: RunClock) throws -> Reception {
        let usage = Reception.Usage(wall: clock.now(), monotonic: clock.monotonicNow(), cpu: ProcessUsage.cpuTime())
        var draft = draft(uuid: uuid, startedAt: usage.wall)
        draft.settings[RunManifest.group] = group.map { .text($0) }
        let run = try store.begin(draft, clock: clock)
        let writers = RunWriters(store: store, run: run, hasControl: settings.control != nil, clock: clock)
        var receiver = self
        receiver.clock = clock
        receiver.link = link
        return Reception(receiver: receiver, run: run, writers: writers, usage: usage)
    }

    private func draft(uuid: String, startedAt: WallTime) -> RunDraft {
        RunDraft(
            uuid: uuid,
            id: settings.id,
            provider: settings.provider,
            url: settings.secrets.masked(settings.shownURL ?? RedactedURL.text(settings.url)),
            startedAt: startedAt,
            settings: settings.manifest,
            versions: versions,
            machine: machine
        )
    }
}

extension Receiver {
    /// Measures one of the runs that share what was learnt before media was asked for; returns when it is over.
    func receive(
        _ reception: Reception,
        facts: GroupFacts,
        onProgress: @escaping @Sendable (ReceiveProgress) -> Void
    ) async -> ReceiveSession {
        let scoring = await WorkerThread.run(name: "prepare-scoring") {
            RunScoring.prepare(settings, of: facts.description, clock: clock)
        }
        let figures = await RunFigures.begin(facts, clock: clock)
        let session = ReceiveSession(
            settings: settings,
            join: clock.now(),
            writers: reception.writers,
            scoring: scoring,
            clock: clock
        )
        session.recorder.update { $0.controlKind = settings.control?.kind }
        session.whenJoinMoves { figures?.joinMoved() }
        await measure(session, facts: facts, figures: figures, onProgress: onProgress)
        let streamer = session.counted.decoded > 0 ? await figures?.summary(from: session.join) : nil
        let pushing = settings.push == nil ? nil : await StreamerReading.ask(facts.contact, clock)
        let (phase, asked) = (session.phase, session.end)
        session.recorder.update { trace in
            trace.streamer = streamer
            trace.drained = session.over.instant ?? clock.now()
            trace.receiver.cpuCores = reception.usage.cores(at: clock.monotonicNow(), cpu: ProcessUsage.cpuTime())
            trace.receiver.peakMemoryMb = ProcessUsage.peakMemory().map { Double($0.bytes) / 1e6 }
            if case .ended(let reason) = phase {
                trace.endReason = reason
                trace.end = end(of: trace, asked: asked)
            }
        }
        await joinAgain(session, description: facts.description, onProgress: onProgress)
        for event in settings.push?.events(pushing?.counters) ?? [] {
            session.noted(code: event.code, text: event.text)
        }
        await closeLink(session)
        // It is summed up with the last of its group: should the process be killed before, it still says how it ended.
        session.storeFacts()
        return session
    }

    private func measure(
        _ session: ReceiveSession,
        facts: GroupFacts,
        figures: RunFigures?,
        onProgress: @escaping @Sendable (ReceiveProgress) -> Void
    ) async {
        let interrupt = Interrupt()
        session.over.whenCome {
            interrupt.cancel()
            figures?.ended()
        }
        let probe = facts.probe
        let loop = SourceLoop(
            settings: mediaSettings,
            session: session,
            clock: clock,
            interrupt: interrupt,
            sentSize: facts.description?.pictureSize,
            startPipeline: { startPipeline(session, facts: facts, stretch: $0) }
        )
        await withTaskCancellationHandler {
            let source = WorkerThread(name: "arrivals") { loop.run() }
            facts.control?.attend(session)
            await watch(session, probe: probe, figures: figures, onProgress: onProgress)
            await source.ended()
            await probe.finish(session, asking: session.isLive && session.counted.decoded > 0)
            await facts.control?.leave(session, drain: session.drain)
        } onCancel: {
            session.interrupt()
        }
    }

    /// Starts the analysis with what is known of the clock: files have no join, and no clock, because the time from
    /// drawing a frame to reading it from a file is nobody's delay.
    private func startPipeline(
        _ session: ReceiveSession,
        facts: GroupFacts,
        stretch: MediaStretch
    ) -> AnalysisPipeline {
        let isLive = stretch.isLive
        let method = isLive ? facts.probe.method : .none
        let join = isLive ? stretch.mediaAsked ?? session.join : nil
        let period = facts.description?.fps.period ?? stretch.reader.video.frameRate?.period
        session.recorder.update { trace in
            trace.join = join
            trace.clockMethod = method
            trace.nominalPeriod = period
        }
        if isLive, let refusal = facts.probe.plan.refusal {
            session.fail(refusal)
        }
        if !isLive, settings.control?.url != nil {
            session.fail(ReceiverError.controlOfFile(url: settings.url))
        }
        facts.probe.start(session, isLive: isLive)
        session.scoring?.begin(isLive: isLive, session: session)
        let plan = AnalysisPlan(
            limits: isLive ? .live : .file,
            classifier: SampleClassifier(join: join, nominalPeriod: period),
            clockView: facts.probe.view,
            control: settings.control?.half,
            observer: session.scoring
        )
        return AnalysisPipeline(plan, clock: clock, sink: session)
    }

    /// Sums up a run that is over, and stores what it came to.
    /// - Throws: ``RunStore/RunStoreError`` when its samples cannot be read.
    func conclude(_ run: StoredRun, session: ReceiveSession, facts: GroupFacts) throws -> RunOutcome {
        facts.settle(session)
        session.scoring?.end()
        let unstored = session.writers.finish()
        var failure = session.firstFailure ?? unstored
        if failure == nil, case .ended(.failed) = session.phase {
            failure = noPicture(session)
        }
        var trace = session.recorder.trace
        if case .ended(let reason) = session.phase {
            trace.endReason = failure == nil ? reason : .failed
        }
        trace.end = end(of: trace, asked: session.end)
        if let failure {
            let text = settings.secrets.masked("\(failure)")
            trace.events.append(RunEvent(tS: (clock.now() - session.join).seconds, code: "failed", text: text))
        }
        trace.events = settings.notes + trace.events
        trace.samples = try store.samples(of: run)
        trace.control = try store.samples(of: run, stream: .control)
        do {
            trace.intrinsic = try intrinsic(of: run, trace)
        } catch {
            failure = failure ?? error
        }
        let uncorrected = correct(&trace, of: run, tracker: facts.probe.tracker)
        failure = failure ?? uncorrected
        if failure != nil {
            trace.endReason = .failed
        }
        score(&trace, of: run, session: session)
        var options = EstimationOptions()
        options.period = settings.period
        let assessed = Estimator.assess(trace, manifest: run.manifest, options: options)
        var summary = assessed.summary
        let missing = failure == nil ? missingControl(summary, trace) : nil
        if let missing {
            trace.events.append(missing)
            summary.events.append(missing)
        }
        do {
            try store.patiently(by: clock) { () throws(RunStoreError) in
                try store.finish(run, trace: trace, summary: summary, digest: assessed.digest)
            }
        } catch {
            failure = failure ?? error
        }
        let status = exitStatus(summary, failure: failure, isLive: session.isLive)
        let shown = failure.map { settings.secrets.masked($0) }
        return RunOutcome(run: run, summary: summary, failure: shown, exitStatus: status)
    }

    /// What to tell of a control stream of which no frame could be compared; nil where one could, where none was asked
    /// for, and where there was nothing to compare.
    private func missingControl(_ summary: Summary, _ trace: Trace) -> RunEvent? {
        guard trace.controlKind == .stream, summary.frames.marked > 0 else { return nil }
        guard (summary.relativeToControlMs?.matched ?? 0) == 0 else { return nil }
        let last = (trace.drained ?? clock.now()) - (trace.join ?? trace.drained ?? clock.now())
        return RunEvent(
            tS: last.seconds,
            code: RunEvent.controlMissing,
            text: "No frame of the control stream could be matched with one under test: nothing was compared with it."
        )
    }

    /// Settles the clock over the whole run, and stores the corrected samples.
    /// - Returns: why they could not be stored.
    private func correct(
        _ trace: inout Trace,
        of run: StoredRun,
        tracker: ClockTracker
    ) -> (any Error)? {
        guard trace.join != nil else { return nil }
        ClockConclusion(tracker).settle(&trace)
        do {
            try store.patiently(by: clock) { () throws(RunStoreError) in
                try store.replaceSamples(of: run, with: trace.samples)
            }
            try store.patiently(by: clock) { () throws(RunStoreError) in
                try store.replaceSamples(of: run, stream: .control, with: trace.control)
            }
            return nil
        } catch {
            return error
        }
    }

    /// Why no picture came: the time was over, or the source was.
    private func noPicture(_ session: ReceiveSession) -> ReceiverError {
        let pushes = session.recorder.trace.events.filter { $0.code == RunEvent.pushFailed }.map { $0.text.dropLast() }
        if !pushes.isEmpty {
            let reasons = pushes.map(String.init) + [session.lastRefusal].compactMap { $0 }
            return .notPushed(url: settings.url, reason: reasons.joined(separator: "; "))
        }
        if let reason = session.lastRefusal {
            return .neverCame(url: settings.url, limit: settings.startLimit, reason: reason)
        }
        guard let overAt = session.over.instant, overAt - session.began < settings.startLimit else {
            return .noPicture(url: settings.url, limit: settings.startLimit)
        }
        return .endedWithoutPicture(url: settings.url)
    }

    /// T1: what was asked for where it was reached, the moment of giving up where the stream had died; nil where the run
    /// ended otherwise, and then everything received counts.
    private func end(of trace: Trace, asked: WallTime?) -> WallTime? {
        switch trace.endReason {
        case .duration: asked
        case .stalled: [asked, trace.drained].compactMap { $0 }.min()
        default: nil
        }
    }

    /// What the run's end means to a caller: a live stream that ended before the asked duration is done only in part,
    /// and so is a run with gaps.
    private func exitStatus(_ summary: Summary, failure: (any Error)?, isLive: Bool) -> ExitStatus {
        if let failure {
            return (failure as? any LabError)?.exitStatus ?? .failed
        }
        let endedEarly = summary.run.endReason == .endOfStream && isLive && settings.duration != nil
        return endedEarly || summary.hasGaps ? .partial : summary.run.endReason.exitStatus
    }
}

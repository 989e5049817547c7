import Estimation
import LabModel
import Machine
import Media
import Relaying
import RunStore

/// Several streams of one streamer, measured at the same time: the same frames by one clock, one fit of the clocks and one
/// control stream, and each a run of its own.
///
/// A stream that dies, or never comes, ends its own run and no other.
public struct ReceiverGroup: Sendable {
    private let receivers: [Receiver]

    /// Prepares the runs.
    ///
    /// - Parameter receivers: one a stream. They share a streamer, a clock choice and a control: those of the first are
    ///   taken for all.
    public init(_ receivers: [Receiver]) {
        self.receivers = receivers.map { receiver in
            var receiver = receiver
            receiver.scoringStop = receivers[0].scoringStop
            return receiver
        }
    }

    /// Measures until the last of the runs is over, and sums them up.
    ///
    /// Cancelling the task ends all of them early: they are stored and summarised all the same. Where they are over and
    /// only their pictures are still scored, that ends there; of those cancelled before, ``ScoringStop`` ends it.
    ///
    /// - Parameters:
    ///   - uuids: the runs' identities, one a receiver; more runs than identities are not measured.
    ///   - onProgress: told some ten times a second how far each run has come, by its place.
    /// - Returns: the runs in the receivers' order, also those whose stream failed; an error for one that was measured and
    ///   could not be summed up.
    /// - Throws: ``RunStore/RunStoreError`` when a run cannot even begin to be stored.
    public func run(
        uuids: [String],
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void = { _, _ in }
    ) async throws -> [Result<RunOutcome, any Error>] {
        try await receive(uuids: uuids, onProgress: onProgress).conclude(onProgress: onProgress)
    }

    /// Measures until the last of the runs is over and the streamer has been asked for all that is asked of it.
    ///
    /// Cancelling the task ends all of them early.
    ///
    /// - Parameters:
    ///   - uuids: the runs' identities, one a receiver; more runs than identities are not measured.
    ///   - onProgress: told some ten times a second how far each run has come, by its place.
    /// - Returns: the runs, which have to be concluded.
    /// - Throws: ``RunStore/RunStoreError`` when a run cannot even begin to be stored.
    public func receive(
        uuids: [String],
        onProgress: @escaping @Sendable (_ place: Int, _ progress: ReceiveProgress) -> Void = { _, _ in }
    ) async throws -> Received {
        guard let first = receivers.first else {
            return Received([], sessions: [:], facts: nil, scoringStop: ScoringStop())
        }
        let clock = RunClock(first.clock)
        let group = receivers.count > 1 ? uuids.first : nil
        let receptions = try begin(uuids, group: group, by: clock)
        let facts = await first.facts(for: receptions.count, by: clock)
        let sessions = await withTaskGroup(of: (Int, ReceiveSession).self) { tasks in
            for (place, reception) in receptions.enumerated() {
                tasks.addTask {
                    let session = await reception.receiver.receive(reception, facts: facts) { onProgress(place, $0) }
                    return (place, session)
                }
            }
            return await tasks.reduce(into: [Int: ReceiveSession]()) { $0[$1.0] = $1.1 }
        }
        return Received(receptions, sessions: sessions, facts: facts, scoringStop: first.scoringStop)
    }
}

extension ReceiverGroup {
    /// Begins all runs, or none: those before one that cannot begin are stored as failed.
    private func begin(_ uuids: [String], group: String?, by clock: RunClock) throws -> [Reception] {
        // What most likely fails comes first: nothing is stored by then.
        let links = try receivers.map { try $0.openLink(by: clock) }
        var begun: [Reception] = []
        do {
            for ((receiver, link), uuid) in zip(zip(receivers, links), uuids) {
                begun.append(try receiver.begin(uuid: uuid, group: group, link: link, by: clock))
            }
        } catch {
            for reception in begun {
                reception.receiver.abandon(reception, because: error)
            }
            throw error
        }
        return begun
    }
}

extension Receiver {
    /// Stores a run as failed that was begun and never received anything.
    fileprivate func abandon(_ reception: Reception, because error: any Error) {
        let text = settings.secrets.masked("another run of the group could not begin: \(error)")
        var trace = Trace()
        trace.endReason = .failed
        trace.events = [RunEvent(tS: 0, code: "failed", text: text)]
        let summary = Estimator.summarize(trace, manifest: reception.run.manifest)
        // The error that is thrown is the one that counts.
        _ = reception.writers.finish()
        try? store.finish(reception.run, trace: trace, summary: summary)
        link?.close()
    }

    /// Learns what runs that are measured at once have in common, before media is asked for.
    fileprivate func facts(for runs: Int, by clock: RunClock) async -> GroupFacts {
        let contact = StreamerContact(settings: settings, clock: clock)
        let asking = Interrupt()
        let clients = ClockClients()
        let (probe, description) = await withTaskCancellationHandler {
            await WorkerThread.run(name: "ask-streamer") {
                let probe = ClockProbe(settings: settings, clock: clock, clients: clients, runs: runs)
                return (probe, contact.askDescription(asking))
            }
        } onCancel: {
            asking.cancel()
            clients.cancel()
        }
        let control = settings.control?.url.map { url in
            var settings = settings
            settings.url = url
            settings.awaitsStart = false
            (settings.proto, settings.variant) = (.automatic, .nearest)
            return ControlReception(
                settings,
                sentSize: description?.pictureSize,
                runs: runs,
                clockView: probe.view,
                clock: clock
            )
        }
        return GroupFacts(probe: probe, contact: contact, description: description, control: control, runs: runs)
    }
}

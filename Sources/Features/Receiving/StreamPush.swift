import LabModel

/// How the streamer pushes the stream to whoever it is played from.
public struct StreamPush: Sendable {
    /// Which of the streamer's targets, numbered from 1.
    public var targets: Range<Int>
    /// What the streamer last said of a target that failed; nil where none did.
    public var lastFailure: @Sendable (_ target: Int) -> String?

    /// Makes a push; each argument is the property of its name.
    public init(targets: Range<Int>, lastFailure: @escaping @Sendable (_ target: Int) -> String?) {
        self.targets = targets
        self.lastFailure = lastFailure
    }

    /// What went wrong since the stream began.
    ///
    /// - Parameter counters: what the streamer counted; nil where it did not answer.
    /// - Returns: events of a run; none where nothing went wrong.
    func events(_ counters: StreamerCounters?) -> [RunEvent] {
        targets.flatMap { number -> [RunEvent] in
            let pushes = counters?.pushes ?? []
            let counted = pushes.indices.contains(number - 1) ? pushes[number - 1] : nil
            return events(of: number, counted)
        }
    }

    private func events(of number: Int, _ counted: PushCounters?) -> [RunEvent] {
        let name = "push \(number)" + (counted.map { " (\($0.url))" } ?? "")
        let failure = lastFailure(number)
        var events: [RunEvent] = []
        if let counted, counted.failures > 0 {
            events.append(event(RunEvent.pushFailed, "\(name) failed \(times(counted.failures))" + said(failure)))
        } else if failure != nil {
            events.append(event(RunEvent.pushFailed, "\(name) failed" + said(failure)))
        }
        guard let counted else { return events }
        if counted.dropped > 0 {
            let all = counted.frames + counted.dropped + counted.queued
            events.append(event("push_dropped", "\(name) did not send \(counted.dropped) of \(all) frames"))
        }
        if counted.connects > 1 {
            events.append(event("push_reconnected", "\(name) connected again \(times(counted.connects - 1))"))
        }
        return events
    }

    private func event(_ code: String, _ text: String) -> RunEvent {
        RunEvent(tS: 0, code: code, text: text + ".")
    }

    private func said(_ failure: String?) -> String {
        failure.map { ", last: \($0)" } ?? ""
    }

    private func times(_ count: Int) -> String {
        count == 1 ? "once" : "\(count) times"
    }
}

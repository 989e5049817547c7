import AWS
import LabModel

// From the request to a streamer that serves.
extension FargateTask {
    func prepare(_ request: FargateRequest, _ entry: JournalEntry) async throws -> StreamerAddress {
        onStage(.starting)
        let name = try await ask(request, entry)
        onStage(.started(task: name))
        let task = try await running(name)
        let host = try await host(of: task)
        return try await serving(host, task: name)
    }

    private func ask(_ request: FargateRequest, _ entry: JournalEntry) async throws -> String {
        do {
            try Task.checkCancellation()
        } catch {
            entry.end()
            throw error
        }
        let (task, failures): (ECSTask?, [ECSFailure])
        do {
            (task, failures) = try await answer(to: request).get()
        } catch {
            if !Self.mayHaveStarted(error) {
                entry.end()
            }
            throw FargateError.aws(error)
        }
        guard let task else {
            entry.end()
            let reasons = failures.map { [$0.reason, $0.detail].compactMap(\.self).joined(separator: ", ") }
            throw FargateError.notStarted(
                reason: reasons.isEmpty ? "it gave no reason" : reasons.joined(separator: "; ")
            )
        }
        try entry.note(task: task.arn)
        return task.arn
    }

    /// What ECS says to the request; who gives up waits a little longer for that, because it names the task to stop.
    private func answer(to request: FargateRequest) async -> Result<(task: ECSTask?, failures: [ECSFailure]), AWSError>
    {
        let (services, clock) = (services, clock)
        let asking = Task { () async -> Result<(task: ECSTask?, failures: [ECSFailure]), AWSError> in
            do throws(AWSError) {
                return .success(try await services.ecs.runTask(request.body))
            } catch {
                return .failure(error)
            }
        }
        return await withTaskCancellationHandler {
            await asking.value
        } onCancel: {
            Task {
                // Where even this is cut short, the answer is waited for less, which does no harm.
                try? await clock.sleep(for: .seconds(5))
                asking.cancel()
            }
        }
    }

    /// Whether ECS may have started a task although the answer was lost or said otherwise.
    ///
    /// What is said last tells nothing of the attempts before: a request whose answer was lost, and that was refused when it
    /// was made again, may have started a task. Nor does it where nothing was sent at last: credentials and connection were
    /// there when the place was looked up, and may have gone between two attempts.
    static func mayHaveStarted(_ error: AWSError) -> Bool {
        switch error {
        case .refused(let refusal): refusal.status >= 500 || refusal.attempts > 1
        case .noProfile, .badFile, .noRegion, .badRegion, .badEndpoint, .badArgument: false
        default: true
        }
    }

    /// Waits until it runs; told each time what it waits for.
    private func running(_ name: String) async throws -> ECSTask {
        let deadline = clock.monotonicNow() + limits.running
        var status = ECSTaskStatus.provisioning.rawValue
        while true {
            if let task = try await look(name) {
                status = task.status.rawValue
                if task.status == .running, task.desiredStatus == .running {
                    return task
                }
                try await refuseEnded(task)
                onStage(.waiting(status: status))
            }
            guard clock.monotonicNow() < deadline else {
                throw FargateError.notRunning(limit: limits.running, status: status, task: name)
            }
            try await clock.sleep(for: limits.interval)
        }
    }

    /// The address at which it can be reached, which it has soon after it runs.
    private func host(of task: ECSTask) async throws -> String {
        let deadline = clock.monotonicNow() + limits.serving
        var task = task
        while true {
            if place.usesPrivateAddress, let address = task.privateAddress {
                return address
            }
            if !place.usesPrivateAddress, let interface = task.networkInterface {
                if let address = try await publicAddress(of: interface) {
                    return address
                }
            }
            guard clock.monotonicNow() < deadline else {
                throw FargateError.noAddress(task: task.arn, isPrivate: place.usesPrivateAddress)
            }
            try await clock.sleep(for: limits.interval)
            task = try await look(task.arn) ?? task
            try await refuseEnded(task)
        }
    }

    /// - Returns: nil where it has none, or EC2 does not know the interface: yet, or any more, as when the task has ended.
    private func publicAddress(of interface: String) async throws -> String? {
        do throws(AWSError) {
            return try await services.ec2.describeNetworkInterfaces([interface]).first?.publicAddress
        } catch {
            if case .refused(let refusal) = error, refusal.kind == .notFound { return nil }
            throw FargateError.aws(error)
        }
    }

    private func serving(_ host: String, task name: String) async throws -> StreamerAddress {
        let deadline = clock.monotonicNow() + limits.serving
        let probe = HealthProbe(host: host, port: place.port, limit: limits.probe, clock: clock)
        let address = "http://\(host):\(place.port)/"
        var reason = "it was not asked"
        onStage(.asking(address: address, answer: nil))
        while true {
            switch await probe.ask() {
            case .serves(let stream):
                return StreamerAddress(host: host, port: place.port, streamID: stream, task: name)
            case .fails(let answer):
                reason = answer
                onStage(.asking(address: address, answer: answer))
            }
            guard clock.monotonicNow() < deadline else {
                throw FargateError.notServing(address: address, limit: limits.serving, reason: reason)
            }
            try await clock.sleep(for: limits.interval)
            if let task = try await look(name) {
                try await refuseEnded(task)
            }
        }
    }

    /// Says why a task ended that should not have.
    func tellWhetherLost(_ entry: JournalEntry) async {
        guard let name = entry.record.task, let task = try? await look(name), task.status.isEnding else { return }
        onStage(.lost(await ended(task)))
    }

    /// The task as ECS knows it now; nil where it does not know it yet.
    ///
    /// What passes is waited for.
    private func look(_ name: String) async throws -> ECSTask? {
        let deadline = clock.monotonicNow() + limits.silence
        while true {
            do throws(AWSError) {
                return try await services.ecs.describeTasks([name], cluster: place.cluster).tasks.first
            } catch {
                guard error.exitStatus == .transient, clock.monotonicNow() < deadline else {
                    throw FargateError.aws(error)
                }
                onStage(.unknown(error.what))
            }
            try await clock.sleep(for: limits.interval)
        }
    }

    private func refuseEnded(_ task: ECSTask) async throws {
        guard task.status.isEnding || task.desiredStatus.isEnding else { return }
        throw await ended(task)
    }

    /// Why it ended, once ECS knows it all: a container's exit code comes after the wish that the task stop.
    private func ended(_ task: ECSTask) async -> FargateError {
        let deadline = clock.monotonicNow() + limits.ending
        var task = task
        while task.status != .stopped, clock.monotonicNow() < deadline {
            guard (try? await clock.sleep(for: limits.interval)) != nil else { break }
            task = (try? await look(task.arn)) ?? task
        }
        return .stopped(
            reason: Self.reason(of: task),
            code: exitCode(of: task),
            said: await lastWords(of: task),
            task: task.arn,
            log: unreadLog
        )
    }

    private static func reason(of task: ECSTask) -> String {
        let reasons = [task.stoppedReason] + task.containers.map(\.reason)
        var said: [String] = []
        for reason in reasons.compactMap(\.self) where !reason.isEmpty && !said.contains(reason) {
            said.append(reason)
        }
        return said.isEmpty ? task.stopCode ?? "ECS gives no reason" : said.joined(separator: "; ")
    }

    /// Where its log is, if it cannot be read by the services of the task's own region; nil where it can.
    private var unreadLog: String? {
        guard let log = place.log else { return nil }
        let region = log.region ?? place.region
        return region == place.region && log.prefix != nil ? nil : "the group \(log.group) in \(region)"
    }

    private func exitCode(of task: ECSTask) -> Int? {
        task.containers.first { $0.name == place.container }?.exitCode
    }

    /// The last lines of its log; none where there is no log, or it cannot be read: the reason must not be lost for that.
    ///
    /// What was written last may take a moment to be found: of a container that ran, a log without a line is asked for anew.
    private func lastWords(of task: ECSTask) async -> [String] {
        guard unreadLog == nil, let log = place.log,
            let stream = log.stream(container: place.container, taskID: task.id)
        else {
            return []
        }
        var events: [LogEvent] = []
        for question in 1...3 {
            events = (try? await services.logs.tail(20, of: stream, in: log.group)) ?? []
            guard events.isEmpty, question < 3, exitCode(of: task) != nil,
                (try? await clock.sleep(for: limits.interval)) != nil
            else { break }
        }
        return events.map { event in
            // A terminal must not obey what a log says.
            let shown = event.message.unicodeScalars.filter { $0.properties.generalCategory != .control || $0 == "\t" }
            return String(String.UnicodeScalarView(shown).prefix(2_000))
        }
    }
}

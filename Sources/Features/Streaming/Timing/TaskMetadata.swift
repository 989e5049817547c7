internal import LabModel
internal import Machine
internal import Media

/// Asks an ECS task's metadata about the clock, now and then.
struct TaskMetadata: Sendable {
    /// Where the task's metadata is.
    let address: String
    let clock: any LabClock

    /// How often it is asked.
    static let interval = Latency.seconds(30)
    /// A task of many containers has much metadata.
    static let limit = ByteCount(1 << 20)
    /// The metadata is served by the machine itself.
    static let timeout = Latency.seconds(2)

    /// - Parameters:
    ///   - base: the value of `ECS_CONTAINER_METADATA_URI_V4`.
    ///   - clock: measures the time-out.
    init(base: String, clock: any LabClock) {
        address = base + "/task"
        self.clock = clock
    }

    /// Keeps asking until the task is cancelled; answers that do not come or make no sense are passed over.
    func follow(into state: ClockState) async {
        let interrupt = Interrupt()
        await withTaskCancellationHandler {
            while !Task.isCancelled {
                let drift = await WorkerThread.run(name: "task-metadata") { ask(interrupt) }
                drift.map(state.learn)
                do {
                    try await clock.sleep(for: Self.interval)
                } catch {
                    return
                }
            }
        } onCancel: {
            interrupt.cancel()
        }
    }

    /// Asks once; blocks.
    func ask(_ interrupt: Interrupt) -> ClockDrift? {
        let answer = try? SmallFetch.get(
            address,
            limit: Self.limit,
            timeout: Self.timeout,
            interrupt: interrupt,
            clock: clock
        )
        return answer.flatMap { ClockDrift(taskMetadata: $0) }
    }
}

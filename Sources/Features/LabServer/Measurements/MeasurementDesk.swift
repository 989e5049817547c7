import LabModel
import Synchronization
import Tasks

/// Measurements that were started from here: each is a process of its own, as if a person had started it.
final class MeasurementDesk: Sendable {
    /// How many that have ended are remembered.
    static let remembered = 50
    /// How long measurements may take to store what they have when the server ends.
    static let farewell = Latency.seconds(20)

    private struct Entry {
        var measurement: Measurement
        var process: MeasurementProcess
        var words: LastWords
    }

    private struct State {
        var entries: [Int: Entry] = [:]
        var next = 1
        var isClosed = false
    }

    private let settings: LabServerSettings
    private let database: String
    private let clock: any LabClock
    private let state = Mutex(State())

    init(_ settings: LabServerSettings, database: String, clock: any LabClock) {
        self.settings = settings
        self.database = database
        self.clock = clock
    }

    /// All that are remembered, the newest first.
    var all: [Measurement] {
        state.withLock { state in
            state.entries.values.map(Self.current).sorted { $0.number > $1.number }
        }
    }

    /// One of them.
    /// - Throws: ``LabServerError/noSuchMeasurement(_:)``.
    func measurement(_ number: Int) throws(LabServerError) -> Measurement {
        guard let entry = state.withLock({ $0.entries[number] }) else { throw .noSuchMeasurement(number) }
        return Self.current(entry)
    }

    /// Starts one.
    /// - Throws: ``LabServerError`` where the order cannot be, or as many run as may.
    func start(_ order: MeasurementOrder) throws(LabServerError) -> Measurement {
        let arguments = try order.arguments(providers: Set(settings.providers.map(\.name)))
        let words = LastWords()
        let process = try MeasurementProcess(
            arguments: arguments + fixedArguments,
            launcher: settings.launcher,
            words: words
        )
        let startedAt = clock.now().iso8601
        let measurement: Measurement? = state.withLock { state in
            let running = state.entries.values.count { $0.measurement.state != .ended }
            guard running < max(1, settings.measurements), !state.isClosed else { return nil }
            let measurement = Measurement(
                number: state.next,
                order: order,
                state: .running,
                startedAt: startedAt,
                messages: []
            )
            state.entries[state.next] = Entry(measurement: measurement, process: process, words: words)
            state.next += 1
            forgetOld(&state)
            return measurement
        }
        guard let measurement else { throw .measuring(limit: max(1, settings.measurements)) }
        Task {
            let code = await process.run()
            ended(measurement.number, code: code)
        }
        return measurement
    }

    /// Asks one to end, as Ctrl-C does: it stores what it has.
    ///
    /// Asked again, it ends at once.
    /// - Returns: how it stands; one that has ended stays as it is.
    /// - Throws: ``LabServerError/noSuchMeasurement(_:)``.
    func stop(_ number: Int) throws(LabServerError) -> Measurement {
        let entry: Entry? = state.withLock { state in
            if state.entries[number]?.measurement.state == .running {
                state.entries[number]?.measurement.state = .stopping
            }
            return state.entries[number]
        }
        guard let entry else { throw .noSuchMeasurement(number) }
        entry.process.interrupt()
        return Self.current(entry)
    }

    /// Starts none any more, asks all to end, and waits until they have stored what they have, but not for ever.
    func close() async {
        let running = state.withLock { state in
            state.isClosed = true
            return state.entries.values.filter { $0.measurement.state != .ended }
        }
        for entry in running {
            entry.process.interrupt()
        }
        for entry in running {
            await entry.process.ended(within: Self.farewell, by: clock)
        }
    }

    private var fixedArguments: [String] {
        ["--db=\(database)", "--config=/dev/null"] + (settings.providersFile.map { ["--providers=\($0)"] } ?? [])
    }

    private func ended(_ number: Int, code: Int) {
        let endedAt = clock.now().iso8601
        state.withLock { state in
            state.entries[number]?.measurement.state = .ended
            state.entries[number]?.measurement.exitCode = code
            state.entries[number]?.measurement.endedAt = endedAt
        }
    }

    private func forgetOld(_ state: inout State) {
        let ended = state.entries.values.filter { $0.measurement.state == .ended }.map(\.measurement.number).sorted()
        for number in ended.dropLast(Self.remembered) {
            state.entries[number] = nil
        }
    }

    private static func current(_ entry: Entry) -> Measurement {
        var measurement = entry.measurement
        measurement.messages = entry.words.all
        return measurement
    }
}

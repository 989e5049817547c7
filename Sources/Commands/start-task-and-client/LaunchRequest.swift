import ArgumentParser
import Foundation
import LabCommand
import LabModel
import Machine
import Measuring
import Receiving
import Relaying
import RunConsole
import Tasks

/// What a command line asks for, before anything is started.
struct LaunchRequest: Sendable {
    let place: TaskPlace
    let stream: StreamerTaskSettings
    var receive: ReceiveSettings
    let choices: [ProviderChoice]
    let report: ReportFile?
    let clock = SystemClock()

    /// Reads a command line and what settings it leaves open.
    /// - Throws: ``LabCommand/CommandError``, ``RelayError``, ``ProvidersError``.
    init(_ command: LaunchCommand, _ settings: Settings) throws {
        let measuring = command.measuring
        let id = try settings.required(.id, flag: measuring.id, as: .runID)
        place = try command.streaming.place(from: settings)
        stream = try command.streaming.settings(id: id, from: settings)
        receive = try measuring.settings(id: id, stream: stream, from: settings)
        if try place == .local && command.streaming.asksForLimits(settings) {
            receive.notes = [StreamingOptions.limitsNotEnforced]
        }
        choices = try measuring.choices(from: settings)
        var random = SystemRandomNumberGenerator()
        let isPushed = choices.contains { $0.isPushed }
        let links = try command.network.choice(settings, isPushed: isPushed, using: &random)
        (receive.link, receive.pushLink) = (links.receiving, links.pushing)
        report = try measuring.reportFile(from: settings)
    }

    /// The providers' names, one a run.
    var names: [String] {
        choices.map(\.provider.name)
    }

    /// What a streamer is told that pushes to the providers.
    /// - Throws: ``ProvidersError``.
    func pushedStream() throws(ProvidersError) -> StreamerTaskSettings {
        try ProviderMeasurement.pushed(stream, to: choices, environment: ProcessInfo.processInfo.environment)
    }

    /// Prepares the measurement.
    /// - Throws: ``ProvidersError``.
    func job(makeTask: @escaping ProviderMeasurement.TaskMaker) throws -> ProviderMeasurement {
        try ProviderMeasurement(
            choices,
            stream: stream,
            environment: ProcessInfo.processInfo.environment,
            clock: clock,
            makeTask: makeTask
        )
    }
}

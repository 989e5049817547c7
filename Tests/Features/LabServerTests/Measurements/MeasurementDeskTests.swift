import Foundation
import HTTPTypes
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

@testable import LabServer

/// Processes of a stand-in: what is told of them, and that they end.
@Suite("Measurement desk", .realTime, .timeLimit(.minutes(60)))
struct MeasurementDeskTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// A script that stands in for the launcher; it says its arguments and then does as told.
    private func desk(_ script: String, limit: Int = 1) throws -> MeasurementDesk {
        let path = try folder.program("launcher", "#!/bin/bash\necho \"$@\" >&2\n\(script)\n")
        var settings = LabServerSettings()
        settings.launcher = path
        settings.measurements = limit
        settings.providers = [Provider(name: "direct", playback: "/live.ts")]
        settings.providersFile = "mine.yaml"
        return MeasurementDesk(settings, database: "lab.sqlite", clock: SystemClock())
    }

    private func order(_ id: String = "x") -> MeasurementOrder {
        var order = MeasurementOrder()
        order.id = id
        return order
    }

    private func ended(
        _ number: Int,
        at desk: MeasurementDesk
    ) async throws -> (exitCode: Int?, endedAt: String?, messages: [String]) {
        while true {
            let measurement = try desk.measurement(number)
            if measurement.state == .ended {
                return (measurement.exitCode, measurement.endedAt, measurement.messages)
            }
            try await SystemClock().sleep(for: .milliseconds(5))
        }
    }

    @Test("a process is started with what was ordered, and its end is told")
    func run() async throws {
        let desk = try desk("exit 3")
        let started = try desk.start(order())
        #expect(started.number == 1 && started.state == .running && started.exitCode == nil)
        let ended = try await ended(1, at: desk)
        #expect(ended.exitCode == 3 && ended.endedAt != nil)
        let own = ProcessInfo.processInfo.processIdentifier
        #expect(
            ended.messages == [
                "--id=x --provider=direct --duration=10.0 --size=1280x720 --fps=25 --codec=h264 --bitrate=2500k "
                    + "--frame-limit=1250 --db=lab.sqlite --config=/dev/null --providers=mine.yaml --exit-with=\(own) --json"
            ]
        )
        #expect(try desk.start(order("y")).number == 2)
        #expect(desk.all.map(\.number) == [2, 1])
        await desk.close()
    }

    @Test("only as many as may run at a time")
    func limit() async throws {
        let desk = try desk("trap 'exit 3' INT; echo ready >&2; while :; do read -rt 1 < /dev/zero; done", limit: 2)
        _ = try desk.start(order("a"))
        _ = try desk.start(order("b"))
        let error = #expect(throws: LabServerError.self) { try desk.start(order("c")) }
        #expect(error == .measuring(limit: 2))
        #expect(error?.what == "2 measurements run already")
        await desk.close()
        #expect(desk.all.allSatisfy { $0.state == .ended })
        #expect(throws: LabServerError.self) { try desk.start(order("d")) }
    }

    @Test("stopping is an interrupt, as a person gives it")
    func stop() async throws {
        let desk = try desk(
            "trap 'echo stored >&2; exit 3' INT; echo ready >&2; while :; do read -rt 0.05 < <(:); done"
        )
        _ = try desk.start(order())
        while try !desk.measurement(1).messages.contains("ready") {
            try await SystemClock().sleep(for: .milliseconds(5))
        }
        #expect(try desk.stop(1).state == .stopping)
        let ended = try await ended(1, at: desk)
        #expect(ended.exitCode == 3)
        #expect(ended.messages.last == "stored")
        // One that has ended stays as it is.
        #expect(try desk.stop(1).state == .ended)
        #expect(throws: LabServerError.noSuchMeasurement(2)) { try desk.stop(2) }
    }

    @Test("what cannot be started says why")
    func missing() async throws {
        var settings = LabServerSettings()
        settings.launcher = folder.file("missing")
        settings.providers = [Provider(name: "direct", playback: "/live.ts")]
        let desk = MeasurementDesk(settings, database: "lab.sqlite", clock: SystemClock())
        _ = try desk.start(order())
        let ended = try await ended(1, at: desk)
        #expect(ended.exitCode == 1)
        #expect(ended.messages.last?.hasPrefix("could not be run: ") == true)
    }

    @Test("only the last ones are remembered")
    func remembered() async throws {
        let desk = try desk("exit 0", limit: 100)
        for _ in 0..<MeasurementDesk.remembered + 5 {
            let number = try desk.start(order()).number
            _ = try await ended(number, at: desk)
        }
        #expect(desk.all.count == MeasurementDesk.remembered + 1)
    }
}

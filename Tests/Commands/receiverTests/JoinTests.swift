import Foundation
import Glibc
import LabModel
import LabTesting
import RunStore
import Subprocess
import SystemPackage
import Testing

/// Fresh joins of the real streamer.
@Suite(.realTime, .serialized) struct JoinTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// The frame that ends the run may come late; it is waited for no longer than until it is there.
    private static let patience = ["--drain", "120"]

    private func trace() throws -> Trace {
        let store = try RunStore.open(folder.file("glasslab.sqlite"), mode: .readOnly)
        return try store.trace(of: store.run(named: "run"))
    }

    @Test func joinsAreMadeAfterTheRun() async throws {
        let outcome = try await ServingStreamer.serving { streamer in
            try await receiver.run(
                [streamer.url("/live.ts"), "--duration", "1", "--joins", "5", "--json", "--id", "run"] + Self.patience,
                in: folder.path
            )
        }
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        let joins = try #require(summary.startupMs.joins)
        #expect(joins.n == 5)
        #expect(joins.failed == 0)
        #expect(joins.firstMark?.values.n == 5)
        #expect(try #require(joins.connect?.values.min) > 0)
        #expect(try #require(joins.firstMark?.values.min) > (try #require(joins.firstByte?.values.min)))
        let trace = try trace()
        #expect(trace.joins.count == 4)
        #expect(zip(trace.joins.dropFirst(), trace.joins).allSatisfy { $0.began > $1.startup.firstMark ?? $1.began })
        // None of them is in the run.
        #expect(try #require(trace.joins.first?.began) > (try #require(trace.drained)))
        #expect(summary.run.settings["joins"] == .integer(5))
    }

    @Test func ctrlCKeepsTheJoinsThatWereMade() async throws {
        let outcome = try await ServingStreamer.serving { streamer in
            try await interrupted(
                [streamer.url("/live.ts"), "--duration", "0.5", "--joins", "1000", "--json", "--id", "run"]
                    + Self.patience
            )
        }
        #expect(outcome.exitCode == 3, "\(outcome.errors)")
        let summary = try SummaryJSON.decode(outcome.output)
        // The run itself was measured to its end.
        #expect(summary.run.endReason == .duration)
        #expect(summary.frames.dropped == 0)
        let joins = try #require(summary.startupMs.joins)
        #expect((2..<1_000).contains(joins.n))
        #expect(joins.failed == 0)
        #expect(summary.events.contains { $0.text == "\(joins.n) of 1000 joins were made" })
        #expect(try trace().joins.count == joins.n - 1)
    }

    /// Runs the receiver, and sends it SIGINT once a join is stored.
    private func interrupted(_ arguments: [String]) async throws -> BuiltExecutable.Outcome {
        let database = folder.file("glasslab.sqlite")
        let result = try await Subprocess.run(
            .path(FilePath(receiver.path)),
            arguments: Arguments(arguments),
            environment: BuiltExecutable.environment([:]),
            workingDirectory: FilePath(folder.path),
            input: .none,
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20)
        ) { execution in
            try await StoredSamples.wait(in: database) { !$0.joins.isEmpty }
            kill(execution.processIdentifier.value, SIGINT)
        }
        return BuiltExecutable.Outcome(
            exitCode: BuiltExecutable.code(result.terminationStatus),
            output: result.standardOutput,
            errors: result.standardError
        )
    }
}

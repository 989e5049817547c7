import Foundation
import LabTesting
import SlurmJobs
import Testing

/// `glasslab sweep status` against what is seen right before and right after it.
struct StatusCheck: Sendable {
    /// The answer of `sweep status --json`.
    struct Answer: Decodable, Sendable {
        struct Line: Decodable, Sendable {
            var line: Int
            var name: String
            var state: String
            var reason: String?
        }

        var counts: [String: Int]
        var lines: [Line]
    }

    let sweep: ClusterSweep

    /// Asks, and records every line that the answer is wrong about.
    /// - Returns: the answer.
    @discardableResult
    func ask() async throws -> Answer {
        let before = try await sweep.view()
        let outcome = try await sweep.sweep(["status", ClusterSweep.name, "--json"])
        let after = try await sweep.view()
        #expect(outcome.exitCode == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.lines.map(\.name) == sweep.lines.map(\.name))
        #expect(answer.lines.map(\.line) == Array(1...sweep.lines.count))
        let counted = Dictionary(grouping: answer.lines, by: \.state).mapValues(\.count)
        #expect(answer.counts.filter { $0.value > 0 } == counted)
        for line in answer.lines {
            let possible = Self.possible(line.line, before, after)
            #expect(
                possible.contains(line.state),
                "line \(line.line): \(before.tasks[line.line] ?? []), then \(after.tasks[line.line] ?? [])"
            )
        }
        return answer
    }

    /// What may be said of a line between two looks: what one of them shows, or what lies between.
    static func possible(_ line: Int, _ before: ClusterSweep.View, _ after: ClusterSweep.View) -> Set<String> {
        if before.published.contains(line) { return ["done"] }
        var states = shown(line, before).union(shown(line, after))
        if before.tasks[line] != after.tasks[line] {
            // Waiting, running, over: whatever lies between is passed through.
            states.insert("running")
        }
        return states
    }

    private static func shown(_ line: Int, _ view: ClusterSweep.View) -> Set<String> {
        if view.published.contains(line) { return ["done"] }
        if view.isRunning(line) { return ["running"] }
        if view.isWaiting(line) { return ["waiting"] }
        guard let task = view.tasks[line]?.last else { return view.resubmits ? ["waiting"] : ["missing"] }
        // What was killed comes again by itself while rounds are left; what failed by itself does not.
        return view.resubmits && task.exitCode == 137 ? ["waiting"] : ["failed"]
    }
}

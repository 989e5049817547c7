import Foundation
import LabCommand
import LabModel
import RunConsole
import Tasks

/// A task that is started and not measured.
struct ServedTask: Sendable {
    let task: FargateTask
    let launch: CloudLaunch
    let request: LaunchRequest

    /// Starts the task, tells where it serves, and stops it unless it is to be kept.
    func serve(_ wish: GroupConsole.Wish, on console: Console) async throws {
        try await withInterruptHandling(cleanup: { [task] in await task.stopNow() }) { interrupt in
            interrupt.onRequest { [task] in task.giveUp() }
            try await task.run { address in
                try console.write(wish.isJSON ? json(address) : text(address))
            }
        }
    }

    private func text(_ address: StreamerAddress) -> String {
        """
        task        \(address.task ?? "-")
        address     \(address.url("/"))
        \(launch.kept.map { "it runs on until `\($0.text)`" } ?? "it is stopped now")

        """
    }

    private func json(_ address: StreamerAddress) throws -> String {
        struct Answer: Encodable {
            var id: String
            var task: String?
            var address: String
            var region: String
            var kept: Bool
            /// The command that ends it; left out where it is stopped now.
            var stop: String?
        }
        let answer = Answer(
            id: request.stream.id,
            task: address.task,
            address: address.url("/"),
            region: launch.plan.region,
            kept: launch.keeps,
            stop: launch.kept?.text
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(answer), as: UTF8.self) + "\n"
    }
}

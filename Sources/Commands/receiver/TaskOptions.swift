import AWS
import ArgumentParser
import CloudConsole
import Foundation
import LabCommand
import LabModel
import Tasks

/// A streamer's task on AWS, in place of an address.
struct TaskOptions: ParsableArguments {
    /// Stands for the task's address while all else is read: wrong usage is told before AWS is asked.
    static let unknownAddress = "http://task/live.ts"

    @Option(
        help: ArgumentHelp(
            "Receive from the newest running task of this run on AWS, found by its tag.",
            valueName: "id"
        )
    )
    var task: String?

    @Option(name: .customShort("c"), help: ArgumentHelp("The same as --cluster-name.", visibility: .hidden))
    var oldCluster: String?

    @OptionGroup var cluster: ClusterOptions

    @Flag(help: "Reach the task at its address in its subnet, from within the network.")
    var privateAddress = false

    /// Whose task is meant: that of `--task`, or of `-id` with a cluster.
    /// - Parameter id: what `-id` gave.
    /// - Returns: nil where no task is meant.
    func wanted(id: String?) -> String? {
        task ?? (oldCluster == nil && cluster.clusterName == nil ? nil : id)
    }

    /// Where a run's task serves.
    ///
    /// - Parameters:
    ///   - id: the run's name.
    ///   - settings: where else the options may be given.
    ///   - clock: the clock of signatures and waiting.
    ///   - console: where it is told what was found.
    /// - Returns: the address of its stream.
    /// - Throws: ``LabCommand/CommandError``; ``AWS/AWSError``; ``Tasks/FargateError``.
    func address(of id: String, from settings: Settings, clock: any LabClock, console: Console) async throws -> String {
        var options = cluster
        options.clusterName = cluster.clusterName ?? oldCluster
        let wish = try options.wish(from: settings)
        let usesPrivateAddress = try settings.flag(.privateAddress, flag: privateAddress)
        let session = try options.session(
            from: settings,
            environment: ProcessInfo.processInfo.environment,
            clock: clock
        )
        let outcome: Result<FargateTasks.Found, any Error>
        do {
            let tasks = try await FargateTasks.find(wish, by: FargateServices(session))
            outcome = .success(try await tasks.find(id, usesPrivateAddress: usesPrivateAddress))
        } catch {
            outcome = .failure(error)
        }
        await session.shutDown()
        let found = try outcome.get()
        let url = "http://\(found.host):\(found.port)/live.ts"
        console.note("receiver: the task \(found.task.split(separator: "/").last ?? "") serves \(url)")
        if found.others > 0 {
            console.warning(
                "\(found.others + 1) tasks of \(id) run: this is the newest; `glasslab tasks list` tells all"
            )
        }
        return url
    }
}

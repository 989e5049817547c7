public import ArgumentParser
public import AWS
public import LabCommand
public import LabModel
public import Tasks

/// Which account, region and cluster of AWS are meant: the options of every command that looks for tasks there.
public struct ClusterOptions: ParsableArguments {
    /// What `--region` gave.
    @Option(help: "AWS's region. (default: AWS_REGION, else the profile's)")
    public var region: String?

    /// What `--profile` gave.
    @Option(help: ArgumentHelp("The profile of AWS's shared files. (default: AWS_PROFILE)", valueName: "name"))
    public var profile: String?

    /// What `--stack` gave.
    @Option(help: ArgumentHelp("The stack of CloudFormation that holds the cluster. (default: streaming)"))
    public var stack: String?

    /// What `--cluster-name` gave.
    @Option(
        name: [.customLong("cn", withSingleDash: true), .customLong("cluster-name")],
        help: ArgumentHelp("The cluster of ECS. (default: the stack's)", valueName: "name")
    )
    public var clusterName: String?

    /// Makes options for the parser to fill.
    public init() {}

    /// A connection to AWS; nobody is asked yet.
    ///
    /// - Parameters:
    ///   - settings: where else the options may be given.
    ///   - environment: the environment's variables: `AWS_…`, `HOME` and `PATH` are read.
    ///   - clock: the clock of signatures and waiting.
    /// - Returns: the session, to be shut down by the caller.
    /// - Throws: ``LabCommand/CommandError``; ``AWS/AWSError`` where there is no region, no such profile, or a setting
    ///   is at fault.
    public func session(
        from settings: Settings,
        environment: [String: String],
        clock: any LabClock
    ) throws -> AWSSession {
        let known = AWSSession.Settings(
            environment: environment,
            profile: try settings.value(.profile, flag: profile, as: .text),
            region: try settings.value(.region, flag: region, as: .text)
        )
        return try AWSSession(known, clock: clock, random: SystemRandomNumberGenerator())
    }

    /// The stack and the cluster that are meant; all else is the stack's.
    ///
    /// - Parameter settings: where else the options may be given.
    /// - Returns: what was asked for.
    /// - Throws: ``LabCommand/CommandError``.
    public func wish(from settings: Settings) throws(CommandError) -> FargatePlace.Wish {
        var wish = FargatePlace.Wish()
        wish.stack = try settings.value(.stack, flag: stack, default: wish.stack, as: .stackName)
        wish.cluster = try settings.value(.clusterName, flag: clusterName, as: .clusterName)
        return wish
    }
}

public import ArgumentParser
public import AWS
public import LabCommand
public import LabModel
public import Tasks

/// Where on AWS a task is to run: the options of commands that start one.
public struct AWSOptions: ParsableArguments {
    /// The account, region and cluster.
    @OptionGroup public var cluster: ClusterOptions

    /// What `--task-definition` gave.
    @Option(help: ArgumentHelp("The task's definition in ECS. (default: the stack's)", valueName: "name"))
    public var taskDefinition: String?

    /// What `--subnets` gave.
    @Option(help: ArgumentHelp("Subnets to choose from, separated by commas. (default: the stack's)", valueName: "ids"))
    public var subnets: [String] = []

    /// What `--security-groups` gave.
    @Option(help: ArgumentHelp("Security groups, separated by commas. (default: the stack's)", valueName: "ids"))
    public var securityGroups: [String] = []

    /// Whether `--private-address` was given.
    @Flag(
        help:
            "Reach the task at its address in its subnet, from within the network; with --subnets it gets no public one."
    )
    public var privateAddress = false

    /// Makes options for the parser to fill.
    public init() {}

    /// A connection to AWS; nobody is asked yet.
    ///
    /// - Parameters:
    ///   - settings: where else the options may be given.
    ///   - environment: the environment's variables: `AWS_…`, `HOME` and `PATH` are read.
    ///   - clock: the clock of signatures and waiting.
    /// - Returns: the session, to be shut down by the caller.
    /// - Throws: as ``ClusterOptions/session(from:environment:clock:)``.
    public func session(
        from settings: Settings,
        environment: [String: String],
        clock: any LabClock
    ) throws -> AWSSession {
        try cluster.session(from: settings, environment: environment, clock: clock)
    }

    /// Where the task is to run; what nobody asked for is looked up in the stack.
    ///
    /// - Parameter settings: where else the options may be given.
    /// - Returns: what was asked for.
    /// - Throws: ``LabCommand/CommandError``.
    public func wish(from settings: Settings) throws(CommandError) -> FargatePlace.Wish {
        var wish = try cluster.wish(from: settings)
        wish.taskDefinition = try settings.value(.taskDefinition, flag: taskDefinition, as: .taskDefinition)
        wish.subnets = try names(.subnets, flags: subnets, as: .subnets, from: settings)
        wish.securityGroups = try names(.securityGroups, flags: securityGroups, as: .securityGroups, from: settings)
        wish.usesPrivateAddress = try settings.flag(.privateAddress, flag: privateAddress)
        return wish
    }

    private func names(
        _ name: SettingName,
        flags: [String],
        as kind: SettingKind<[String]>,
        from settings: Settings
    ) throws(CommandError) -> [String]? {
        let names = try settings.values(name, flags: flags, as: kind).flatMap(\.self)
        return names.isEmpty ? nil : names
    }
}

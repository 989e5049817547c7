public import AWS

/// The services of AWS that a task on Fargate takes, in one region.
public struct FargateServices: Sendable {
    /// The region, such as `eu-central-1`.
    public let region: String
    /// The profile that they are reached by; nil for the usual one.
    public let profile: String?
    let ecs: ECSClient
    let ec2: EC2Client
    let stacks: CloudFormationClient
    let logs: LogsClient
    let identity: STSClient

    /// Speaks to them by a session, which must stay open.
    public init(_ session: AWSSession) {
        region = session.region
        profile = session.profile
        ecs = ECSClient(session)
        ec2 = EC2Client(session)
        stacks = CloudFormationClient(session)
        logs = LogsClient(session)
        identity = STSClient(session)
    }
}

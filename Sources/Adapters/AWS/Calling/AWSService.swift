/// A service of AWS that the lab calls, by the name that signatures and addresses use.
public enum AWSService: String, CaseIterable, Sendable {
    case cloudFormation = "cloudformation"
    case ec2
    case ecs
    case logs
    case s3
    case sqs
    case sts

    /// The end of the environment variable that names its address: `AWS_ENDPOINT_URL_` and this.
    ///
    /// It is the service's id with underscores, as the shared settings of AWS's own tools have it.
    var endpointVariable: String {
        switch self {
        case .cloudFormation: "CLOUDFORMATION"
        case .ec2: "EC2"
        case .ecs: "ECS"
        case .logs: "CLOUDWATCH_LOGS"
        case .s3: "S3"
        case .sqs: "SQS"
        case .sts: "STS"
        }
    }
}

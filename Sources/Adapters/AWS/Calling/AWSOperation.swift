/// An operation that the lab calls: everything that goes to AWS is one of these, so they are the list of rights to give.
public enum AWSOperation: String, CaseIterable, Sendable {
    case describeStackResources = "cloudformation:DescribeStackResources"
    case describeStacks = "cloudformation:DescribeStacks"

    case describeNetworkInterfaces = "ec2:DescribeNetworkInterfaces"
    case describeSecurityGroups = "ec2:DescribeSecurityGroups"
    case describeSubnets = "ec2:DescribeSubnets"

    case describeTaskDefinition = "ecs:DescribeTaskDefinition"
    case describeTasks = "ecs:DescribeTasks"
    case listTasks = "ecs:ListTasks"
    case runTask = "ecs:RunTask"
    case stopTask = "ecs:StopTask"

    case getLogEvents = "logs:GetLogEvents"

    case abortMultipartUpload = "s3:AbortMultipartUpload"
    case completeMultipartUpload = "s3:CompleteMultipartUpload"
    case createMultipartUpload = "s3:CreateMultipartUpload"
    case deleteObject = "s3:DeleteObject"
    case getBucketNotification = "s3:GetBucketNotificationConfiguration"
    case getObject = "s3:GetObject"
    case headObject = "s3:HeadObject"
    case listObjects = "s3:ListObjectsV2"
    case putObject = "s3:PutObject"
    case uploadPart = "s3:UploadPart"

    case changeMessageVisibility = "sqs:ChangeMessageVisibility"
    case deleteMessage = "sqs:DeleteMessage"
    case getQueueAttributes = "sqs:GetQueueAttributes"
    case getQueueURL = "sqs:GetQueueUrl"
    case receiveMessage = "sqs:ReceiveMessage"
    case sendMessage = "sqs:SendMessage"

    case getCallerIdentity = "sts:GetCallerIdentity"

    /// The service that answers.
    public var service: AWSService {
        let prefix = rawValue.prefix { $0 != ":" }
        return AWSService.allCases.first { $0.rawValue == prefix } ?? .sts
    }

    /// The operation's name in its service, such as `RunTask`.
    public var name: String {
        String(rawValue.drop { $0 != ":" }.dropFirst())
    }

    /// The actions of IAM without which the service refuses; empty where nobody needs a right.
    ///
    /// `RunTask` hands roles to a task and tags it, which are rights of their own.
    public var rights: [String] {
        switch self {
        case .runTask: ["ecs:RunTask", "ecs:TagResource", "iam:PassRole"]
        case .completeMultipartUpload, .createMultipartUpload, .uploadPart: ["s3:PutObject"]
        case .getBucketNotification: ["s3:GetBucketNotification"]
        case .headObject: ["s3:GetObject"]
        case .listObjects: ["s3:ListBucket"]
        case .getCallerIdentity: []
        default: [rawValue]
        }
    }

    /// Whether a second request does no harm where the first one's answer was lost.
    ///
    /// The lab's `RunTask` carries a token, so that a second one is the first.
    var isRepeatable: Bool {
        switch self {
        case .sendMessage, .createMultipartUpload: false
        default: true
        }
    }
}

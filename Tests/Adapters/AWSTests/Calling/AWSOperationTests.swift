import Testing

@testable import AWS

struct AWSOperationTests {
    @Test func namesAreTakenApart() {
        #expect(AWSOperation.runTask.service == .ecs && AWSOperation.runTask.name == "RunTask")
        #expect(AWSOperation.getLogEvents.service == .logs && AWSOperation.getCallerIdentity.service == .sts)
        for operation in AWSOperation.allCases {
            #expect(operation.rawValue == "\(operation.service.rawValue):\(operation.name)")
        }
    }

    @Test func rightsAreThoseOfIAM() {
        #expect(AWSOperation.runTask.rights == ["ecs:RunTask", "ecs:TagResource", "iam:PassRole"])
        #expect(AWSOperation.uploadPart.rights == ["s3:PutObject"])
        #expect(AWSOperation.getCallerIdentity.rights.isEmpty)
        let all = Set(AWSOperation.allCases.flatMap(\.rights)).sorted()
        #expect(
            all == [
                "cloudformation:DescribeStackResources", "cloudformation:DescribeStacks",
                "ec2:DescribeNetworkInterfaces", "ec2:DescribeSecurityGroups", "ec2:DescribeSubnets",
                "ecs:DescribeTaskDefinition", "ecs:DescribeTasks", "ecs:ListTasks", "ecs:RunTask", "ecs:StopTask",
                "ecs:TagResource", "iam:PassRole", "logs:GetLogEvents", "s3:AbortMultipartUpload", "s3:DeleteObject",
                "s3:GetBucketNotification", "s3:GetObject", "s3:ListBucket", "s3:PutObject",
                "sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
                "sqs:ReceiveMessage", "sqs:SendMessage",
            ]
        )
    }
}

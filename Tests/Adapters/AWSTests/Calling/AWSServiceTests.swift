@testable import AWS
import Testing

@Suite("AWS services")
struct AWSServiceTests {
    @Test("names are those of signatures")
    func names() {
        #expect(AWSService.allCases.map(\.rawValue) == ["cloudformation", "ec2", "ecs", "logs", "s3", "sqs", "sts"])
    }
}

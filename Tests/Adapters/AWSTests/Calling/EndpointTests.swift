import LabModel
import Testing

@testable import AWS

struct EndpointTests {
    @Test(
        arguments: [
            ("http://127.0.0.1:5000", "http", "127.0.0.1", 5_000, ""),
            ("HTTPS://Host.Example/base//", "https", "host.example", nil, "/base"),
            ("http://[::1]:80/", "http", "[::1]", 80, ""), ("http://[fd00::1]", "http", "[fd00::1]", nil, ""),
        ] as [(String, String, String, Int?, String)]
    )
    func readsAddresses(_ text: String, _ scheme: String, _ host: String, _ port: Int?, _ path: String) throws {
        let endpoint = try #require(ServiceEndpoint.custom(text))
        #expect(endpoint.scheme == scheme && endpoint.host == host && endpoint.port == port && endpoint.path == path)
        #expect(!endpoint.isOfAWS)
    }

    @Test(arguments: [
        "", "host", "ftp://host", "http://", "http://:80", "http://user@host", "http://host?x", "http://host#x",
        "http://host:0", "http://host:65536", "http://host:x", "http://ho st", "http://hüst", "http://host\n",
    ])
    func refusesOthers(_ text: String) {
        #expect(ServiceEndpoint.custom(text) == nil)
    }

    @Test func portsOfTheSchemeAreNotTold() {
        #expect(ServiceEndpoint.custom("http://h:80")?.authority == "h")
        #expect(ServiceEndpoint.custom("https://h:443")?.authority == "h")
        #expect(ServiceEndpoint.custom("https://h:80")?.authority == "h:80")
    }

    @Test(arguments: [
        (AWSService.ecs, "eu-central-1", "ecs.eu-central-1.amazonaws.com"),
        (.s3, "cn-north-1", "s3.cn-north-1.amazonaws.com.cn"),
        (.logs, "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com"),
        (.cloudFormation, "us-iso-east-1", "cloudformation.us-iso-east-1.c2s.ic.gov"),
        (.ec2, "us-isob-east-1", "ec2.us-isob-east-1.sc2s.sgov.gov"),
    ])
    func regionsHaveTheirNames(_ service: AWSService, _ region: String, _ host: String) {
        let endpoint = EndpointRules(region: region).endpoint(of: service)
        #expect(endpoint.host == host && endpoint.isOfAWS && endpoint.scheme == "https")
    }

    @Test func rulesKnowEachService() throws {
        var rules = EndpointRules(region: "eu-west-1")
        try rules.set("http://127.0.0.1:9000", for: .s3, source: "test")
        #expect(rules.endpoint(of: .s3).authority == "127.0.0.1:9000")
        #expect(rules.endpoint(of: .sqs).host == "sqs.eu-west-1.amazonaws.com")
        let error = #expect(throws: AWSError.self) { try rules.set("nowhere", for: .sqs, source: "AWS_ENDPOINT_URL") }
        #expect(
            error?.description == "this is no address of a service: only http and https addresses without a query are"
                + " taken: AWS_ENDPOINT_URL. Give an address such as http://127.0.0.1:5000 or take the setting away"
        )
    }
}

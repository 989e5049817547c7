import Foundation
import LabModel
import LabTesting
import Testing

@testable import AWS

struct KnownSettingsTests {
    private static func known(
        _ variables: [String: String],
        region: String? = nil,
        config: String = ""
    ) throws -> KnownSettings {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file(".aws"), withIntermediateDirectories: true)
        try Data(config.utf8).write(to: URL(filePath: folder.file(".aws/config")))
        let environment = ["HOME": folder.path].merging(variables) { $1 }
        return try KnownSettings(AWSSession.Settings(environment: environment, region: region))
    }

    @Test func regionsComeFromWherePeopleSetThem() throws {
        let config = "[default]\nregion = d-1\n"
        let both = ["AWS_REGION": "b-1", "AWS_DEFAULT_REGION": "c-1"]
        #expect(try Self.known(both, region: "a-1", config: config).region == "a-1")
        #expect(try Self.known(both, config: config).region == "b-1")
        #expect(try Self.known(["AWS_REGION": "", "AWS_DEFAULT_REGION": "c-1"], config: config).region == "c-1")
        #expect(try Self.known([:], config: config).region == "d-1")
        #expect(#expect(throws: AWSError.self) { try Self.known([:]) } == .noRegion)
    }

    @Test(arguments: ["evil.example/", "A-1", "-a", "a-", "a b", "é", String(repeating: "a", count: 41)])
    func regionsAreNames(_ text: String) {
        #expect(#expect(throws: AWSError.self) { try Self.known([:], region: text) } == .badRegion(text))
    }

    @Test func addressesComeFromWherePeopleSetThem() throws {
        let config = """
            [default]
            region = x-1
            endpoint_url = http://profile
            services = local
            [services local]
            sqs =
              endpoint_url = http://services
            """
        let rules = try Self.known(["AWS_ENDPOINT_URL_S3": "http://own"], config: config).endpoints
        #expect(rules.endpoint(of: .s3).host == "own")
        #expect(rules.endpoint(of: .sqs).host == "services")
        #expect(rules.endpoint(of: .ecs).host == "profile")
        let all = try Self.known(
            ["AWS_ENDPOINT_URL_S3": "http://own", "AWS_ENDPOINT_URL": "http://all"],
            config: config
        ).endpoints
        #expect(all.endpoint(of: .s3).host == "own" && all.endpoint(of: .sqs).host == "all")
        let none = try Self.known(
            ["AWS_ENDPOINT_URL": "http://all", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"],
            config: config
        ).endpoints
        #expect(none.endpoint(of: .s3).host == "s3.x-1.amazonaws.com")
        let error = #expect(throws: AWSError.self) { try Self.known(["AWS_ENDPOINT_URL": "all"], region: "x-1") }
        #expect(error?.place == "AWS_ENDPOINT_URL")
    }

    @Test(arguments: [("7", 7), ("0", 5), ("x", 5), ("", 5), ("1000", 5)])
    func attemptsAreReadWhereTheyAreANumber(_ text: String, _ attempts: Int) throws {
        #expect(try Self.known(["AWS_MAX_ATTEMPTS": text], region: "x-1").retries.attempts == attempts)
        #expect(
            try Self.known([:], region: "x-1", config: "[default]\nmax_attempts=\(text)\n").retries.attempts == attempts
        )
    }

    @Test func filesThatCannotBeReadAreToldOf() throws {
        let folder = try TemporaryFolder()
        let error = #expect(throws: AWSError.self) {
            try Self.known(["AWS_CONFIG_FILE": folder.path], region: "x-1")
        }
        #expect(error == .badLocalFile(path: folder.path, reason: "it cannot be read"))
        let long = folder.file("long")
        try Data(repeating: 35, count: SharedFile.longest.bytes + 1).write(to: URL(filePath: long))
        let other = #expect(throws: AWSError.self) { try Self.known(["AWS_CONFIG_FILE": long], region: "x-1") }
        #expect(other == .badLocalFile(path: long, reason: "it is longer than 1048576 bytes"))
        #expect(try Self.known(["AWS_CONFIG_FILE": "/nonexistent"], region: "x-1").region == "x-1")
    }
}

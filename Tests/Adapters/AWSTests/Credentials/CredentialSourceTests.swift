import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import AWS

/// Where credentials come from, without a network: files, programs and answers of fakes.
struct CredentialSourceTests {
    private static let document =
        #"{"AccessKeyId":"A","SecretAccessKey":"S","Token":"T","Expiration":"2026-11-21T12:00:00Z"}"#
    private static let found = AWSCredentials(
        accessKeyID: "A",
        secretAccessKey: "S",
        sessionToken: "T",
        expires: AWSDate.time(iso8601: "2026-11-21T12:00:00Z")
    )

    /// The chain of variables and shared files, with a network that answers as a fake does.
    private static func credentials(
        _ variables: [String: String],
        profile: String? = nil,
        config: String = "",
        credentials: String = "",
        _ transport: FakeTransport = FakeTransport([.failure(.unreachable(reason: "none"))])
    ) async throws -> AWSCredentials {
        let folder = try TemporaryFolder()
        try Data(config.utf8).write(to: URL(filePath: folder.file("config")))
        try Data(credentials.utf8).write(to: URL(filePath: folder.file("credentials")))
        let own = [
            "AWS_CONFIG_FILE": folder.file("config"), "AWS_SHARED_CREDENTIALS_FILE": folder.file("credentials"),
            "AWS_REGION": "us-east-1", "PATH": "\(folder.path):/usr/bin:/bin",
        ]
        try folder.program("aws", "#!/bin/sh\necho \"$*\" >&2\ncat answer\n")
        let settings = AWSSession.Settings(environment: own.merging(variables) { $1 }, profile: profile)
        let known = try KnownSettings(settings)
        let source = known.source(transport: transport, clock: SystemClock())
        return try #require(try await source.credentials())
    }

    @Test func variablesComeFirst() async throws {
        let keys = ["AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S", "AWS_SESSION_TOKEN": ""]
        let shared = "[default]\naws_access_key_id=B\naws_secret_access_key=C\n"
        let plain = AWSCredentials(accessKeyID: "A", secretAccessKey: "S")
        #expect(try await Self.credentials(keys, credentials: shared) == plain)
        let named = try await Self.credentials(keys, profile: "default", credentials: shared)
        #expect(named == AWSCredentials(accessKeyID: "B", secretAccessKey: "C"))
        let error = await #expect(throws: AWSError.self) { try await Self.credentials(["AWS_ACCESS_KEY_ID": "A"]) }
        #expect(error?.what.hasSuffix("AWS_SECRET_ACCESS_KEY is not set") == true)
    }

    @Test func profilesOfBothFilesAreOne() async throws {
        let found = try await Self.credentials(
            ["AWS_PROFILE": "lab"],
            config: "[profile lab]\naws_access_key_id=old\naws_session_token=t\n",
            credentials: "[lab]\naws_access_key_id=A\naws_secret_access_key=S\n"
        )
        #expect(found == AWSCredentials(accessKeyID: "A", secretAccessKey: "S", sessionToken: "t"))
    }

    @Test(arguments: [
        (
            "[profile lab]\nregion=x\n",
            "profile lab gives no AWS credentials: it holds none, and names no program that gives some"
        ),
        (
            "[profile lab]\naws_access_key_id=A\n",
            "profile lab gives no AWS credentials: aws_secret_access_key is missing"
        ),
        ("[profile other]\n", "there is no AWS profile lab"),
        (
            "[profile lab]\ncredential_process = echo broken >&2; exit 3\n",
            "profile lab gives no AWS credentials: broken"
        ),
        ("[profile lab]\ncredential_process = exit 3\n", "profile lab gives no AWS credentials: its program failed"),
        (
            "[profile lab]\ncredential_process = echo SECRET\n",
            "profile lab gives no AWS credentials: what it says is no JSON of credentials"
        ),
        (
            "[profile lab]\nsso_session = x\n",
            "profile lab gives no AWS credentials: cat: answer: No such file or directory"
        ),
    ])
    func aProfileThatGivesNothingIsToldOf(_ config: String, _ what: String) async {
        let error = await #expect(throws: AWSError.self) {
            try await Self.credentials(["AWS_PROFILE": "lab"], config: config)
        }
        #expect(error?.what == what)
    }

    @Test func programsGiveCredentials() async throws {
        let text = Self.document.replacingOccurrences(of: "Token", with: "SessionToken")
        let config = "[profile lab]\ncredential_process = printf '%s' '\(text)'\n"
        #expect(try await Self.credentials(["AWS_PROFILE": "lab"], config: config) == Self.found)
    }

    @Test func aProgramThatTakesTooLongIsEnded() async throws {
        let process = CredentialProcess(environment: ["PATH": "/usr/bin:/bin"], clock: ManualClock())
        let error = await #expect(throws: AWSError.self) {
            try await process.run(["/bin/sh", "-c", "sleep 600"], source: "x")
        }
        #expect(error == .badCredentials(source: "x", reason: "its program took longer than 1m"))
    }

    @Test(arguments: ["role_arn = x", "sso_session = x", "sso_start_url = x", "login_session = x"])
    func whatAWSsCommandLineKnowsItIsAsked(_ line: String) async throws {
        // The fake `aws` fails, but says what it was asked.
        let process = CredentialProcess(environment: ["PATH": "/nowhere"], clock: SystemClock())
        let profile = try SharedProfiles(profile: nil, environment: [:])
        #expect(!profile.isWanted && profile.name == "default")
        let error = await #expect(throws: AWSError.self) {
            try await process.run(["aws", "configure"], source: "profile lab")
        }
        #expect(error?.what == "profile lab gives no AWS credentials: the program aws is not installed")
        let other = await #expect(throws: AWSError.self) {
            try await Self.credentials(
                ["AWS_PROFILE": "lab"],
                config: "[profile lab]\n\(line)\naws_access_key_id=A\naws_secret_access_key=S\n"
            )
        }
        #expect(other?.what.contains("cat: answer") == true)
    }

    @Test func containersAreAsked() async throws {
        let transport = FakeTransport([.success(.text(200, Self.document))])
        let task = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/v2/credentials/1"]
        #expect(try await Self.credentials(task, transport) == Self.found)
        #expect(transport.asked.map(\.url) == ["http://169.254.170.2/v2/credentials/1"])
        let folder = try TemporaryFolder()
        try Data("token".utf8).write(to: URL(filePath: folder.file("token")))
        let pod = [
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9/creds?a=b",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": folder.file("token"),
        ]
        #expect(try await Self.credentials(pod, transport) == Self.found)
        #expect(transport.asked.last?.url == "http://127.0.0.1:9/creds?a=b")
        #expect(transport.asked.last?.headers == [AWSCall.Field("authorization", "token")])
    }

    @Test(arguments: [
        ("http://evil.example/x", "evil.example is asked by https only"),
        ("http://127.0.0.1.evil.example/x", "127.0.0.1.evil.example is asked by https only"),
        ("ftp://127.0.0.1/x", "its address cannot be read"), ("https://good.example/x", "it answered 500"),
    ])
    func secretsAreFetchedFromNobodyElse(_ address: String, _ reason: String) async {
        let error = await #expect(throws: AWSError.self) {
            try await Self.credentials(
                ["AWS_CONTAINER_CREDENTIALS_FULL_URI": address],
                FakeTransport([.success(.text(500, ""))])
            )
        }
        #expect(error == .badCredentials(source: "the container's endpoint", reason: reason))
    }

    @Test func instancesAreAskedByVersion2() async throws {
        let transport = FakeTransport { call, _ in
            switch (call.method, call.path) {
            case ("PUT", "/latest/api/token"): .success(.text(200, "secret-token"))
            case ("GET", "/latest/meta-data/iam/security-credentials/"): .success(.text(200, "lab role\n"))
            case ("GET", "/latest/meta-data/iam/security-credentials/lab%20role"):
                .success(.text(200, Self.document.replacingOccurrences(of: "{", with: #"{"Code":"Success","#)))
            default: .success(.text(404, ""))
            }
        }
        #expect(try await Self.credentials([:], transport) == Self.found)
        #expect(transport.asked.map(\.endpoint.host) == Array(repeating: "169.254.169.254", count: 3))
        let tokens = transport.asked.dropFirst().map { $0.headers.first?.value }
        #expect(tokens == ["secret-token", "secret-token"])
    }

    @Test func whoHasNoneIsToldWhereWasLooked() async {
        let transport = FakeTransport([.success(.text(403, ""))])
        let error = await #expect(throws: AWSError.self) { try await Self.credentials([:], transport) }
        #expect(
            error
                == .noCredentials(looked: [
                    "the environment (AWS_ACCESS_KEY_ID)", "profile default", "the container's endpoint",
                    "the EC2 instance's metadata",
                ])
        )
        let off = FakeTransport([.success(.text(200, "x"))])
        await #expect(throws: AWSError.self) {
            try await Self.credentials(["AWS_EC2_METADATA_DISABLED": "True"], off)
        }
        #expect(off.asked.isEmpty)
    }

    @Test(arguments: [
        ("nothing", "what it says is no JSON of credentials"), ("{}", "AccessKeyId or SecretAccessKey is missing"),
        (#"{"AccessKeyId":"","SecretAccessKey":"S"}"#, "AccessKeyId or SecretAccessKey is missing"),
        (#"{"Code":"AssumeRoleUnauthorizedAccess","Message":"no"}"#, "AssumeRoleUnauthorizedAccess: no"),
        (#"{"AccessKeyId":"A","SecretAccessKey":"S","Expiration":"soon"}"#, "its Expiration is no instant"),
    ])
    func documentsAreJudged(_ text: String, _ reason: String) {
        let error = #expect(throws: AWSError.self) { try CredentialDocument.read(Array(text.utf8), source: "x") }
        #expect(error == .badCredentials(source: "x", reason: reason))
    }

    @Test func secretsAreNeverShown() {
        let shown = "\(Self.found) \(String(reflecting: Self.found)) \(String(describing: Optional(Self.found)))"
        #expect(!shown.contains("S\"") && shown.contains("credentials …A"))
        var dumped = ""
        dump(Self.found, to: &dumped)
        #expect(!dumped.contains("secretAccessKey"))
    }
}

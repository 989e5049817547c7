import AWS
import Foundation
import LabModel
import LabTesting
import Testing

/// S3 against SeaweedFS, which checks signatures as S3 does.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct SeaweedS3Tests {
    private static func variables(
        _ server: SeaweedServer,
        key: String = SeaweedServer.key,
        secret: String = SeaweedServer.secret
    ) -> [String: String] {
        [
            "AWS_ENDPOINT_URL_S3": server.address, "AWS_REGION": "us-east-1", "AWS_ACCESS_KEY_ID": key,
            "AWS_SECRET_ACCESS_KEY": secret,
        ]
    }

    /// A server with the bucket `lab`, made by a request of our own.
    private static func withBucket(
        _ work: @Sendable (SeaweedServer, S3Client) async throws -> Void
    ) async throws {
        try await SeaweedServer.serving { server in
            _ = try await BuiltExecutable.onPath(
                [
                    try TestTools.path("python"), "-c",
                    "__import__('boto3').client('s3').create_bucket(Bucket='lab')",
                ],
                environment: variables(server).merging(["AWS_DEFAULT_REGION": "us-east-1"]) { first, _ in first }
            )
            try await TestSession.serving(variables(server)) { try await work(server, S3Client($0)) }
        }
    }

    @Test func objectsComeAndGo() async throws {
        try await Self.withBucket { _, s3 in
            try await everyKeyIsSignedAsTheServerReadsIt(s3)
            try await rangesConditionsAndMetadata(s3)
            try await filesGoInPartsAndComeBack(s3)
        }
    }

    @Test func nobodyElseIsServed() async throws {
        try await Self.withBucket { server, s3 in
            try await wrongKeysAreToldApart(server)
            try await presignedRequestsWorkAndNoOther(s3)
            try await anExpiredAddressIsRefused(server)
            try await aWrongClockIsSetByTheServersOwn(server)
        }
    }

    private static let keys = [
        "plain", "with space", "plus+sign", "grüße/Ünïcödé 日本", "brackets[1](2){3}", "a&b=c;d,e:f@g!h$i'j*k~l",
        "percent%20not", "two  spaces", "hash#question?", "quote\"it'", "tilde~_.-", "😀",
    ]

    private func everyKeyIsSignedAsTheServerReadsIt(_ s3: S3Client) async throws {
        for (number, key) in Self.keys.enumerated() {
            let place = S3Place(bucket: "lab", key: "\(number)/\(key)")
            let bytes = Array("content of \(key)".utf8)
            let info = try await s3.put(bytes, to: place, S3Writing(contentType: "text/plain"))
            #expect(info.etag?.isEmpty == false)
            let got = try await s3.get(place)
            #expect(got.bytes == bytes, "\(key)")
            #expect(got.info.contentType == "text/plain")
            #expect(try await s3.head(place).size.bytes == bytes.count)
        }
        let listed = try await s3.list("lab").map(\.key).sorted()
        let expected = Self.keys.enumerated().map { "\($0)/\($1)" }.sorted()
        #expect(listed == expected)
        #expect(try await s3.list("lab", prefix: "3/grü").count == 1)
        #expect(try await s3.list("lab", limit: 5).count == 5)
        try await s3.delete(S3Place(bucket: "lab", key: "0/plain"))
        #expect(try await s3.list("lab", prefix: "0/").isEmpty)
    }

    private func rangesConditionsAndMetadata(_ s3: S3Client) async throws {
        let place = S3Place(bucket: "lab", key: "object")
        let first = try await s3.put(
            Array("0123456789".utf8),
            to: place,
            S3Writing(condition: .absent, metadata: ["Run-Id": "7"])
        )
        #expect(try await s3.head(place).metadata == ["run-id": "7"])
        #expect(try await s3.get(place, range: 2..<5).bytes == Array("234".utf8))
        let taken = await #expect(throws: AWSError.self) {
            _ = try await s3.put([1], to: place, S3Writing(condition: .absent))
        }
        #expect(Self.kind(taken) == .precondition)
        let etag = try #require(first.etag)
        _ = try await s3.put([1, 2], to: place, S3Writing(condition: .unchanged(etag: etag)))
        #expect(try await s3.get(place).bytes == [1, 2])
        let small = await #expect(throws: AWSError.self) { _ = try await s3.get(place, limit: ByteCount(1)) }
        #expect(small == .tooLong(operation: .getObject, limit: ByteCount(1)))
        let absent = await #expect(throws: AWSError.self) {
            _ = try await s3.get(S3Place(bucket: "lab", key: "none"))
        }
        #expect(Self.kind(absent) == .notFound)
    }

    private func filesGoInPartsAndComeBack(_ s3: S3Client) async throws {
        let folder = try TemporaryFolder()
        var generator = SeededGenerator(seed: 3)
        for size in [0, 1, 5 << 20, (12 << 20) + 17] {
            let bytes = (0..<size / 8 + 1).flatMap { _ in
                withUnsafeBytes(of: UInt64.random(in: .min ... .max, using: &generator), Array.init)
            }.prefix(size)
            try Data(bytes).write(to: URL(filePath: folder.file("in")))
            let place = S3Place(bucket: "lab", key: "file \(size)")
            let parts = S3Client.Parts(size: S3Client.Parts.least, atOnce: 2)
            let info = try await s3.upload(file: folder.file("in"), to: place, parts: parts)
            #expect(info.size.bytes == size)
            #expect((info.etag?.hasSuffix("-3") == true) == (size > 10 << 20))
            let back = try await s3.download(place, to: folder.file("out"), limit: ByteCount(20 << 20))
            #expect(back.size.bytes == size)
            #expect(try Data(contentsOf: URL(filePath: folder.file("out"))) == Data(bytes))
        }
        let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
        #expect(names == ["in", "out"])
        let long = await #expect(throws: AWSError.self) {
            try await s3.download(
                S3Place(bucket: "lab", key: "file 5242880"),
                to: folder.file("long"),
                limit: ByteCount(1_000)
            )
        }
        #expect(long == .tooLong(operation: .getObject, limit: ByteCount(1_000)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names)
    }

    private static func kind(_ error: AWSError?) -> RefusalKind? {
        guard case .refused(let refusal) = error else { return nil }
        return refusal.kind
    }
}

extension SeaweedS3Tests {
    private func wrongKeysAreToldApart(_ server: SeaweedServer) async throws {
        let place = S3Place(bucket: "lab", key: "object")
        try await TestSession.serving(Self.variables(server, secret: "wrong")) { session in
            let error = await #expect(throws: AWSError.self) { try await S3Client(session).put([1], to: place) }
            #expect(Self.kind(error) == .wrongSignature)
            #expect(error?.remedy == "Check the secret access key: it does not belong to this access key")
        }
        try await TestSession.serving(Self.variables(server, key: "AKIDNOBODY")) { session in
            let error = await #expect(throws: AWSError.self) { try await S3Client(session).put([1], to: place) }
            #expect(Self.kind(error) == .unknownKey)
        }
        let reader = Self.variables(server, key: SeaweedServer.readerKey, secret: SeaweedServer.readerSecret)
        try await TestSession.serving(reader) { session in
            let error = await #expect(throws: AWSError.self) { try await S3Client(session).put([1], to: place) }
            #expect(Self.kind(error) == .denied)
            #expect(error?.remedy == "Give the credentials the right s3:PutObject")
        }
    }

    /// curl knows nothing of signatures: what it may do is what the address allows.
    private static func curl(_ line: [String]) async throws -> (status: String, body: String) {
        let outcome = try await BuiltExecutable.onPath(
            ["curl", "-s", "-m", "60", "-w", "\n%{http_code}"] + line
        )
        let parts = outcome.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return (parts.last ?? "", parts.dropLast().joined(separator: "\n"))
    }

    private func presignedRequestsWorkAndNoOther(_ s3: S3Client) async throws {
        let place = S3Place(bucket: "lab", key: "up load/ü+[1].mp4")
        let put = try await s3.presignedPut(
            place,
            life: .seconds(60),
            S3Writing(contentType: "video/mp4"),
            size: ByteCount(5)
        )
        #expect(put.method == "PUT" && put.headers == ["content-length": "5", "content-type": "video/mp4"])
        let type = ["-H", "content-type: video/mp4"]
        #expect(try await Self.curl(["-X", "PUT"] + type + ["--data-binary", "12345", put.url]).status == "200")
        #expect(try await s3.get(place).bytes == Array("12345".utf8))
        let longer = try await Self.curl(["-X", "PUT"] + type + ["--data-binary", "123456", put.url])
        #expect(longer.status == "403")
        let other = try await Self.curl(
            ["-X", "PUT", "-H", "content-type: text/html", "--data-binary", "12345", put.url]
        )
        #expect(other.status == "403")
        let get = try await s3.presignedGet(place, life: .seconds(60))
        let got = try await Self.curl([get.url])
        #expect(got.status == "200" && got.body == "12345")
        let moved = get.url.replacingOccurrences(of: "up%20load", with: "other")
        #expect(try await Self.curl([moved]).status == "403")
        #expect(try await Self.curl(["-X", "DELETE", get.url]).status == "403")
        let signature = try #require(get.url.range(of: "X-Amz-Signature="))
        let tampered = get.url.replacingCharacters(
            in: signature.upperBound..<get.url.index(after: signature.upperBound),
            with: get.url[signature.upperBound] == "0" ? "1" : "0"
        )
        #expect(try await Self.curl([tampered]).status == "403")
    }

    private func anExpiredAddressIsRefused(_ server: SeaweedServer) async throws {
        let past = ManualClock(at: WallTime(nanoseconds: 1_750_000_000_000_000_000))
        let session = try AWSSession(
            AWSSession.Settings(environment: Self.variables(server)),
            clock: past,
            random: SeededGenerator(seed: 1)
        )
        let get = try await S3Client(session).presignedGet(
            S3Place(bucket: "lab", key: "object"),
            life: .seconds(60)
        )
        #expect(get.expires == past.now() + .seconds(60))
        let got = try await Self.curl([get.url])
        #expect(got.status == "403" && got.body.contains("expired"))
        await session.shutDown()
    }

    private func aWrongClockIsSetByTheServersOwn(_ server: SeaweedServer) async throws {
        let past = ManualClock(at: WallTime(nanoseconds: 1_750_000_000_000_000_000))
        let session = try AWSSession(
            AWSSession.Settings(environment: Self.variables(server)),
            clock: past,
            random: SeededGenerator(seed: 1)
        )
        let error = await #expect(throws: AWSError.self) {
            _ = try await S3Client(session).get(S3Place(bucket: "absent", key: "object"))
        }
        // Not the clock: that was mended on the way.
        #expect(Self.kind(error) == .notFound)
        await session.shutDown()
    }
}

import LabModel
import Testing

@testable import AWS

struct S3RequestTests {
    private static func url(_ bucket: String, _ key: String, endpoint: String? = nil) throws -> String {
        var rules = EndpointRules(region: "eu-west-1")
        if let endpoint {
            try rules.set(endpoint, for: .s3, source: "test")
        }
        return try S3Request(.getObject, "GET", S3Place(bucket: bucket, key: key)).call(rules).url
    }

    @Test(arguments: [
        ("bucket", "a/b c+ü", "https://bucket.s3.eu-west-1.amazonaws.com/a/b%20c%2B%C3%BC"),
        ("dotted.bucket", "k", "https://s3.eu-west-1.amazonaws.com/dotted.bucket/k"),
        ("bucket", "/a//b", "https://bucket.s3.eu-west-1.amazonaws.com//a//b"),
        ("bucket", "", "https://bucket.s3.eu-west-1.amazonaws.com/"),
    ])
    func addressesAreThoseOfAWS(_ bucket: String, _ key: String, _ url: String) throws {
        #expect(try Self.url(bucket, key) == url)
    }

    @Test func othersHaveTheBucketInTheirPath() throws {
        #expect(try Self.url("bucket", "k", endpoint: "http://127.0.0.1:9000/") == "http://127.0.0.1:9000/bucket/k")
        #expect(try Self.url("bucket", "", endpoint: "http://h/base") == "http://h/base/bucket")
    }

    @Test(arguments: ["ab", "Upper", "under_score", "-a1", "a1-", "a..b", ".ab", "a b", "é12", "a/b", ""])
    func bucketsAreNames(_ name: String) {
        #expect(!S3Request.isBucket(name))
        #expect(throws: AWSError.self) { try Self.url(name, "k") }
    }

    @Test func namesAreNotTooLong() throws {
        #expect(S3Request.isBucket(String(repeating: "a", count: 63)))
        #expect(!S3Request.isBucket(String(repeating: "a", count: 64)))
        _ = try Self.url("bucket", String(repeating: "k", count: 1_024))
        let error = #expect(throws: AWSError.self) { try Self.url("bucket", String(repeating: "é", count: 513)) }
        #expect(error?.what == "s3:GetObject was not asked: the object's name is longer than 1024 bytes")
    }

    @Test func slowLinesAreWaitedFor() {
        var put = S3Request(.uploadPart, "PUT", S3Place(bucket: "bucket", key: "k"))
        #expect(put.patience == .zero)
        put.body = [UInt8](repeating: 0, count: 5_000_000)
        #expect(put.patience == .seconds(100))
        var get = S3Request(.getObject, "GET", S3Place(bucket: "bucket", key: "k"))
        get.limit = ByteCount(1_000_000)
        #expect(get.patience == .seconds(20))
    }

    @Test func listsAreRead() throws {
        let text = """
            <ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t&amp;</NextContinuationToken>
            <Contents><Key>a &amp; b+c &#x1;</Key><Size>12</Size><ETag>&quot;e&quot;</ETag>
            <LastModified>2026-11-21T03:28:15.000Z</LastModified></Contents></ListBucketResult>
            """
        let page = try S3Listing(xml: Array(text.utf8))
        #expect(page.next == "t&" && page.objects.map(\.key) == ["a & b+c \u{1}"])
        #expect(page.objects.first?.size == ByteCount(12) && page.objects.first?.etag == "e")
        #expect(page.objects.first?.modified == WallTime(nanoseconds: 1_795_231_695_000_000_000))
        #expect(throws: AWSError.self) { try S3Listing(xml: Array("no".utf8)) }
    }

    @Test(arguments: [("\"a\"", "a"), ("W/\"a\"", "a"), ("a", "a"), ("\"", "\""), ("", "")])
    func tagsAreBare(_ text: String, _ bare: String) {
        #expect(S3Text.bare(text) == bare)
    }

    @Test func presignedAddressesAreNotShown() async throws {
        let session = try TestSession.fake(FakeTransport([]))
        let put = try await S3Client(session).presignedGet(S3Place(bucket: "bucket", key: "k"), life: .seconds(60))
        #expect("\(put)" == "GET https://bucket.s3.us-east-1.amazonaws.com/k?…")
        #expect(!String(reflecting: put).contains("Signature"))
        for life in [Latency.zero, .milliseconds(999), .seconds(604_801)] {
            await #expect(throws: AWSError.self) {
                _ = try await S3Client(session).presignedGet(S3Place(bucket: "bucket", key: "k"), life: life)
            }
        }
        let nameless = await #expect(throws: AWSError.self) {
            try await S3Client(session).delete(S3Place(bucket: "bucket", key: ""))
        }
        #expect(nameless?.what == "s3:DeleteObject was not asked: the object has no name")
    }
}

import LabModel
import Testing

@testable import AWS

/// Signatures that AWS has published.
struct RequestSignerTests {
    private static func call(_ vector: SignatureVector) throws -> AWSCall {
        let endpoint = try #require(ServiceEndpoint.custom("https://example.amazonaws.com"))
        var call = AWSCall(method: vector.method, endpoint: endpoint, path: vector.path)
        call.query = vector.query.map { AWSCall.Field($0.0, $0.1) }
        call.headers = vector.headers.map { AWSCall.Field($0.0, $0.1) }
        call.body = Array(vector.body.utf8)
        return call
    }

    private static func signer(_ vector: SignatureVector) -> RequestSigner {
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            sessionToken: vector.token
        )
        var signer = RequestSigner(credentials, region: "us-east-1", service: "service")
        signer.rule.normalizes = vector.normalizes
        return signer
    }

    private static let instant = WallTime(nanoseconds: 1_440_938_160_000_000_000)

    @Test(arguments: SignatureVector.all.indices)
    func headersAreThoseOfTheSuite(_ index: Int) throws {
        let vector = SignatureVector.all[index]
        let signed = try Self.signer(vector).signed(Self.call(vector), at: Self.instant)
        let line = try #require(signed.headers.last)
        #expect(line.name == "authorization")
        #expect(line.value.hasSuffix("Signature=\(vector.header)"), "\(vector.name)")
        #expect(line.value.hasPrefix("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request"))
    }

    @Test(arguments: SignatureVector.all.indices)
    func addressesAreThoseOfTheSuite(_ index: Int) throws {
        let vector = SignatureVector.all[index]
        guard let signature = vector.address else { return }
        let url = try Self.signer(vector).presigned(Self.call(vector), seconds: 3_600, at: Self.instant)
        #expect(url.hasSuffix("&X-Amz-Signature=\(signature)"), "\(vector.name)")
    }

    @Test func theSuiteIsWhole() {
        #expect(SignatureVector.all.count == 38)
        #expect(Set(SignatureVector.all.map(\.name)).count == 38)
        #expect(SignatureVector.all.filter { $0.address != nil }.count == 34)
    }

    // The examples of S3's reference: bucket `examplebucket`, 2013-05-24T00:00:00Z.
    private static let s3Instant = WallTime(nanoseconds: 1_369_353_600_000_000_000)

    private static func s3(_ method: String, _ path: String) throws -> AWSCall {
        let endpoint = try #require(ServiceEndpoint.custom("https://examplebucket.s3.amazonaws.com"))
        return AWSCall(method: method, endpoint: endpoint, path: path)
    }

    private static let s3Signer = RequestSigner(
        AWSCredentials(
            accessKeyID: "AKIAIOSFODNN7EXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        ),
        region: "us-east-1",
        service: "s3"
    )

    private static func signature(_ call: AWSCall) -> String {
        let line = s3Signer.signed(call, at: s3Instant).headers.last?.value ?? ""
        return String(line.split(separator: "=").last ?? "")
    }

    @Test func objectsAreSignedAsTheReferenceSays() throws {
        var get = try Self.s3("GET", "/test.txt")
        get.headers = [AWSCall.Field("range", "bytes=0-9")]
        #expect(Self.signature(get) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
        var put = try Self.s3("PUT", "/test%24file.text")
        put.headers = [
            AWSCall.Field("date", "Fri, 24 May 2013 00:00:00 GMT"),
            AWSCall.Field("x-amz-storage-class", "REDUCED_REDUNDANCY"),
        ]
        put.body = Array("Welcome to Amazon S3.".utf8)
        #expect(Self.signature(put) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
        var lifecycle = try Self.s3("GET", "/")
        lifecycle.query = [AWSCall.Field("lifecycle", "")]
        #expect(Self.signature(lifecycle) == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
        var list = try Self.s3("GET", "/")
        list.query = [AWSCall.Field("max-keys", "2"), AWSCall.Field("prefix", "J")]
        #expect(Self.signature(list) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }

    @Test func addressesOfObjectsAreSignedAsTheReferenceSays() throws {
        let url = try Self.s3Signer.presigned(Self.s3("GET", "/test.txt"), seconds: 86_400, at: Self.s3Instant)
        #expect(url.hasSuffix("=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
    }
}

import Foundation
import LabModel
import LabTesting
import Testing

@testable import AWS

/// A thousand random requests, signed here and by botocore.
struct BotocoreTests {
    /// A request as both signers get it; nothing in it is encoded.
    private struct Request: Encodable {
        var method: String
        var scheme: String
        var host: String
        var path: String
        var query: [[String]]
        var headers: [[String]]
        var body: String
        var service: String
        var region: String
        var token: String?
        var instant: String
        /// 0 for headers, else the seconds of an address.
        var seconds: Int
    }

    private static let oracle = #"""
        json, sys, datetime = __import__("json"), __import__("sys"), __import__("datetime")
        from urllib.parse import quote
        import botocore.auth as auth
        from botocore.awsrequest import AWSRequest
        from botocore.config import Config
        from botocore.credentials import Credentials
        for line in open(sys.argv[1], encoding="utf-8"):
            r = json.loads(line)
            now = datetime.datetime.strptime(r["instant"], "%Y%m%dT%H%M%SZ")
            auth.get_current_datetime = lambda *a, **k: now
            keys = Credentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", r.get("token"))
            url = r["scheme"] + "://" + r["host"] + quote(r["path"], safe="/~")
            query = "&".join(quote(k, safe="-_.~") + "=" + quote(v, safe="-_.~") for k, v in r["query"])
            request = AWSRequest(method=r["method"], url=url + ("?" + query if query else ""), data=r["body"].encode())
            for k, v in r["headers"]:
                request.headers[k] = v
            s3 = r["service"] == "s3"
            if s3 and r["scheme"] == "https":
                request.context["client_config"] = Config(s3={"payload_signing_enabled": False})
            if r["seconds"]:
                kind = auth.S3SigV4QueryAuth if s3 else auth.SigV4QueryAuth
                kind(keys, r["service"], r["region"], expires=r["seconds"]).add_auth(request)
                print(request.url.rsplit("X-Amz-Signature=", 1)[1])
            else:
                (auth.S3SigV4Auth if s3 else auth.SigV4Auth)(keys, r["service"], r["region"]).add_auth(request)
                print(request.headers["Authorization"].rsplit("Signature=", 1)[1])

        """#

    @Test func randomRequestsHaveTheSameSignatures() async throws {
        var generator = SeededGenerator(seed: 20_261_121)
        let requests = (0..<1_000).map { _ in Self.request(&generator) }
        let folder = try TemporaryFolder()
        let encoder = JSONEncoder()
        let lines = try requests.map { String(decoding: try encoder.encode($0), as: UTF8.self) }
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: folder.file("requests")))
        let outcome = try await BuiltExecutable.onPath(
            [try TestTools.path("python"), "-c", Self.oracle, folder.file("requests")]
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors.suffix(2_000))")
        let theirs = outcome.output.split(separator: "\n").map(String.init)
        try #require(theirs.count == requests.count)
        for (request, signature) in zip(requests, theirs) {
            let ours = try Self.signature(of: request)
            #expect(ours == signature, "\(request)")
        }
    }

    private static func signature(of request: Request) throws -> String {
        let endpoint = try #require(ServiceEndpoint.custom("\(request.scheme)://\(request.host)"))
        let path = URIText.encoded(request.path, keepingSlash: true)
        var call = AWSCall(method: request.method, endpoint: endpoint, path: path)
        call.query = request.query.map { AWSCall.Field($0[0], $0[1]) }
        call.headers = request.headers.map { AWSCall.Field($0[0], $0[1]) }
        call.body = Array(request.body.utf8)
        let credentials = AWSCredentials(
            accessKeyID: "AKIDEXAMPLE",
            secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            sessionToken: request.token
        )
        let signer = RequestSigner(credentials, region: request.region, service: request.service)
        let text = request.instant
        let parts = [0..<4, 4..<6, 6..<8, 9..<11, 11..<13, 13..<15].map { range in
            String(Array(text)[range])
        }
        let iso = "\(parts[0])-\(parts[1])-\(parts[2])T\(parts[3]):\(parts[4]):\(parts[5])Z"
        let now = try #require(AWSDate.time(iso8601: iso))
        guard request.seconds > 0 else {
            // Where there is TLS, the test leaves S3's bodies to it.
            let payload: RequestSigner.Payload =
                request.service == "s3" && request.scheme == "https" ? .unsigned : .hashed
            let line = signer.signed(call, payload: payload, at: now).headers.last?.value ?? ""
            return String(line.suffix(64))
        }
        return String(signer.presigned(call, seconds: request.seconds, at: now).suffix(64))
    }

    private static let letters = Array(
        "abcXYZ0189-._~ /+&=?#%!*'()[]{}@:;,$\"<>^`|\\äßÜéñ日本語😀\u{7F}".unicodeScalars
    )

    private static func text(_ length: Int, _ generator: inout SeededGenerator) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<length {
            text.append(letters[Int.random(in: 0..<letters.count, using: &generator)])
        }
        return String(text)
    }

    private static func request(_ generator: inout SeededGenerator) -> Request {
        let service = ["s3", "ecs", "ec2", "sqs", "logs"].randomElement(using: &generator) ?? "s3"
        let method = ["GET", "PUT", "POST", "DELETE", "HEAD"].randomElement(using: &generator) ?? "GET"
        let count = Int.random(in: 0...4, using: &generator)
        let names = (0..<count).map { "k\($0)" + text(Int.random(in: 0...4, using: &generator), &generator) }
        let values = names.map { [$0, text(Int.random(in: 0...8, using: &generator), &generator)] }
        let headers = (0..<Int.random(in: 0...3, using: &generator)).map { number in
            let words = (0...2).map { _ in ["a", "Value", "x-y;z", "0", "\"q\""].randomElement(using: &generator) ?? ""
            }
            return ["x-amz-meta-\(number)", " " + words.joined(separator: "   ") + " "]
        }
        let day = Int.random(in: 1...28, using: &generator)
        let second = Int.random(in: 0..<60, using: &generator)
        let seconds = Bool.random(using: &generator) ? 0 : Int.random(in: 1...604_800, using: &generator)
        // botocore takes the body of a pre-signed request for a form.
        let body = seconds > 0 || method == "GET" ? "" : text(Int.random(in: 0...60, using: &generator), &generator)
        return Request(
            method: method,
            scheme: Bool.random(using: &generator) ? "http" : "https",
            host: ["bucket.s3.eu-west-1.amazonaws.com", "127.0.0.1:9000"].randomElement(using: &generator) ?? "",
            path: "/" + text(Int.random(in: 0...20, using: &generator), &generator),
            query: values,
            headers: headers,
            body: body,
            service: service,
            region: ["us-east-1", "eu-central-1", "cn-north-1"].randomElement(using: &generator) ?? "",
            token: Bool.random(using: &generator) ? "token/+=\(day)" : nil,
            instant: "202611\(day < 10 ? "0" : "")\(day)T1234\(second < 10 ? "0" : "")\(second)Z",
            seconds: seconds
        )
    }
}

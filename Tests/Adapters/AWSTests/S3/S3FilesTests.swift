import Foundation
import LabModel
import LabTesting
import Testing

@testable import AWS

/// Uploads and downloads that go wrong, against a fake.
struct S3FilesTests {
    private static let place = S3Place(bucket: "bucket", key: "k")

    private static func file(_ size: Int) throws -> (folder: TemporaryFolder, path: String) {
        let folder = try TemporaryFolder()
        try Data(repeating: 7, count: size).write(to: URL(filePath: folder.file("in")))
        return (folder, folder.file("in"))
    }

    /// Answers as S3 does, but for one operation.
    private static func transport(
        _ reply: @escaping @Sendable (AWSCall) -> FakeTransport.Reply?
    ) -> FakeTransport {
        FakeTransport { call, _ in
            if let own = reply(call) { return own }
            let names = call.query.map(\.name)
            switch (call.method, names) {
            case ("POST", ["uploads"]): return .success(.text(200, "<R><UploadId>u&amp;1</UploadId></R>"))
            case ("PUT", _): return .success(.text(200, "", ["etag": "\"p\(call.query.first?.value ?? "")\""]))
            case ("POST", _): return .success(.text(200, "<R><ETag>&quot;whole-3&quot;</ETag></R>"))
            default: return .success(.text(204, ""))
            }
        }
    }

    @Test func partsArePutTogetherInOrder() async throws {
        let (folder, path) = try Self.file((10 << 20) + 1)
        defer { withExtendedLifetime(folder) {} }
        let transport = Self.transport { _ in nil }
        let info = try await S3Client(TestSession.fake(transport)).upload(
            file: path,
            to: Self.place,
            S3Writing(contentType: "video/mp4", condition: .absent),
            parts: S3Client.Parts(size: ByteCount(1), atOnce: 3)
        )
        #expect(info.etag == "whole-3" && info.size == ByteCount((10 << 20) + 1))
        let first = try #require(transport.asked.first)
        #expect(first.headers.contains(AWSCall.Field("content-type", "video/mp4")))
        #expect(!first.headers.contains { $0.name == "if-none-match" })
        let last = try #require(transport.asked.last)
        #expect(last.headers.contains(AWSCall.Field("if-none-match", "*")))
        #expect(last.query == [AWSCall.Field("uploadId", "u&1")])
        let parts = (1...3).map { "<Part><PartNumber>\($0)</PartNumber><ETag>\"p\($0)\"</ETag></Part>" }
        #expect(
            String(decoding: last.body, as: UTF8.self)
                == "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
        )
        #expect(transport.asked.filter { $0.method == "PUT" }.map(\.body.count).sorted() == [1, 5 << 20, 5 << 20])
    }

    @Test func whatWasSentIsTakenAwayAgain() async throws {
        let (folder, path) = try Self.file((10 << 20) + 1)
        defer { withExtendedLifetime(folder) {} }
        let refused = AWSAnswer.text(403, "<Error><Code>AccessDenied</Code><Message>no</Message></Error>")
        let transport = Self.transport { $0.query.first?.value == "2" ? .success(refused) : nil }
        let error = await #expect(throws: AWSError.self) {
            try await S3Client(TestSession.fake(transport)).upload(file: path, to: Self.place)
        }
        #expect(error?.what == "s3:UploadPart was refused: AccessDenied: no")
        #expect(transport.asked.last?.method == "DELETE")
        #expect(transport.asked.last?.query == [AWSCall.Field("uploadId", "u&1")])
    }

    @Test func anErrorBehindSuccessIsOne() async throws {
        let (folder, path) = try Self.file((10 << 20) + 1)
        defer { withExtendedLifetime(folder) {} }
        let late = AWSAnswer.text(200, "<Error><Code>InternalError</Code><Message>late</Message></Error>")
        let transport = Self.transport { call in
            call.method == "POST" && call.query.first?.name == "uploadId" ? .success(late) : nil
        }
        let error = await #expect(throws: AWSError.self) {
            try await S3Client(TestSession.fake(transport)).upload(file: path, to: Self.place)
        }
        #expect(error?.what == "s3:CompleteMultipartUpload was refused: InternalError: late")
        #expect(transport.asked.last?.method == "DELETE")
    }

    @Test func aMissingFileIsToldOf() async throws {
        let session = try TestSession.fake(FakeTransport([]))
        let error = await #expect(throws: AWSError.self) {
            try await S3Client(session).upload(file: "/nonexistent/file", to: Self.place)
        }
        #expect(error == .badLocalFile(path: "/nonexistent/file", reason: "it cannot be opened"))
        let other = await #expect(throws: AWSError.self) {
            try await S3Client(session).download(Self.place, to: "/nonexistent/file", limit: ByteCount(1))
        }
        guard case .badLocalFile(_, "it cannot be made") = other else {
            Issue.record("\(other.map { "\($0)" } ?? "nothing")")
            return
        }
    }

    @Test func aDownloadGoesOnWhereItWas() async throws {
        let folder = try TemporaryFolder()
        let head = ["content-length": "10", "etag": "\"e\""]
        let transport = FakeTransport([
            .success(.text(200, "0123", head)),
            .success(.text(206, "456789", ["content-length": "6", "etag": "\"e\""])),
        ])
        let info = try await S3Client(TestSession.fake(transport)).download(
            Self.place,
            to: folder.file("out"),
            limit: ByteCount(10)
        )
        #expect(info.size == ByteCount(10) && info.etag == "e")
        #expect(try String(contentsOfFile: folder.file("out"), encoding: .utf8) == "0123456789")
        let second = try #require(transport.asked.last)
        #expect(second.headers.contains(AWSCall.Field("range", "bytes=4-")))
        #expect(second.headers.contains(AWSCall.Field("if-match", "\"e\"")))
    }

    @Test func anotherObjectIsNotJoined() async throws {
        let folder = try TemporaryFolder()
        let transport = FakeTransport([
            .success(.text(200, "0123", ["content-length": "10", "etag": "\"e\""])),
            .success(.text(412, "<Error><Code>PreconditionFailed</Code></Error>")),
        ])
        let error = await #expect(throws: AWSError.self) {
            try await S3Client(TestSession.fake(transport)).download(
                Self.place,
                to: folder.file("out"),
                limit: ByteCount(10)
            )
        }
        #expect(error?.what == "s3:GetObject was refused: PreconditionFailed")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    }

    @Test func aServerThatBeginsAnewIsNotJoined() async throws {
        let folder = try TemporaryFolder()
        let transport = FakeTransport([.success(.text(200, "0123", ["content-length": "10", "etag": "\"e\""]))])
        let error = await #expect(throws: AWSError.self) {
            try await S3Client(TestSession.fake(transport)).download(
                Self.place,
                to: folder.file("out"),
                limit: ByteCount(10)
            )
        }
        #expect(error?.what == "the answer of s3:GetObject cannot be read: it begins anew instead of at byte 4")
    }
}

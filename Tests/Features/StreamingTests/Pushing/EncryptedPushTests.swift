import Foundation
import LabModel
import LabTesting
import Streaming
import Testing

@Suite("Pushes by TLS", .realTime, .timeLimit(.minutes(60)))
struct EncryptedPushTests {
    private static func server(certificate: String = "IP:127.0.0.1") async throws -> NginxServer {
        var settings = NginxServer.Settings()
        settings.certificate = certificate
        return try await NginxServer.start(settings)
    }

    private static func targets(_ nginx: NginxServer) -> [String] {
        [
            nginx.rtmps("s3cret"), nginx.https("/put/s3cret/live.m3u8?window=30"),
            nginx.https("/put/mp4/live.m3u8?segments=fmp4&window=30"), nginx.https("/put/s3cret.ts"),
        ]
    }

    @Test("every frame arrives at a server whose certificate is trusted")
    func trusted() async throws {
        let nginx = try await Self.server()
        let targets = Self.targets(nginx)
        let stream = try await PushedStream.run(targets, frames: 75, trusting: nginx.certificate) { log in
            try await log.wait(for: "push_connected", count: targets.count)
        }
        #expect(stream.events("push_failed") == [])
        for push in stream.counters.pushes {
            #expect(push.frames + push.dropped == 75 && push.connects == 1, "\(push)")
        }
        let folder = try TemporaryFolder()
        // The server may still be writing what it took.
        try await PushedStream.wait(for: 74, in: nginx.folder.file("put/s3cret.ts"))
        let files = [
            try await PushedStream.join(playlist: nginx.folder.file("put/s3cret/live.m3u8"), in: folder),
            try await PushedStream.join(playlist: nginx.folder.file("put/mp4/live.m3u8"), in: folder),
            nginx.folder.file("put/s3cret.ts"),
        ]
        for (file, push) in zip(files, stream.counters.pushes.dropFirst()) {
            // On a busy machine a late connection begins at a later keyframe; from there on there is no hole.
            #expect(try await PushedStream.numbers(in: file) == Array(push.dropped..<75), "\(file): \(push)")
        }
        await nginx.stop()
    }

    @Test(
        "a certificate is refused before a byte of the stream is sent, with what to do",
        arguments: [
            (
                "IP:127.0.0.1", false,
                "nobody who is trusted signed the server's certificate, or it has run out. "
                    + "Name a PEM file with its signer's certificate, or with its own, in SSL_CERT_FILE"
            ),
            (
                "DNS:elsewhere.example", true,
                "the server's certificate is of another host. Push to a name that stands in the certificate"
            ),
        ]
    )
    func refused(name: String, isTrusted: Bool, reason: String) async throws {
        let nginx = try await Self.server(certificate: name)
        let folder = try TemporaryFolder()
        let targets = Self.targets(nginx) + [folder.file("whole.ts")]
        let authorities = isTrusted ? nginx.certificate : nil
        let stream = try await PushedStream.run(targets, frames: 45, trusting: authorities) { log in
            try await log.wait(for: "push_failed", ofTargets: 1...4)
        }
        for number in 1...4 {
            let failures = stream.events("push_failed").filter { $0.contains(" target=\(number) ") }
            #expect(!failures.isEmpty)
            for failure in failures {
                #expect(failure.hasPrefix("push_failed reason=\(reason) "), "\(failure)")
            }
        }
        #expect(!stream.log.joined().contains("s3cret"))
        #expect(stream.counters.pushes.map(\.connects) == [0, 0, 0, 0, 1])
        #expect(stream.counters.pushes.dropLast().map(\.frames) == [0, 0, 0, 0])
        // On a busy machine a file that is opened late begins at a later keyframe.
        let whole = try #require(stream.counters.pushes.last)
        #expect(whole.frames > 0 && whole.frames + whole.dropped == 45 && whole.dropped.isMultiple(of: 30))
        #expect(try FileManager.default.contentsOfDirectory(atPath: nginx.folder.file("put")) == [])
        await nginx.stop()
    }

    @Test(
        "a file without certificates is wrong usage where something is encrypted",
        arguments: [
            (nil, "it cannot be opened"), ("", "it holds no certificate as PEM"),
            ("-----BEGIN RSA PRIVATE KEY-----", "it holds no certificate as PEM"),
            (String(repeating: "x", count: (8 << 20) + 1), "it is longer than 8 MiB"),
        ]
    )
    func uselessFile(content: String?, reason: String) async throws {
        let folder = try TemporaryFolder()
        let file = folder.file("authorities.pem")
        if let content {
            try Data(content.utf8).write(to: URL(filePath: file))
        }
        let error = await #expect(throws: StreamingError.self) {
            _ = try await PushedStream.run(["rtmps://127.0.0.1:1/live/key"], frames: 1, trusting: file)
        }
        #expect(error == .unreadableAuthorities(path: file, reason: reason))
        // Nobody has to be trusted where nothing is encrypted.
        let stream = try await PushedStream.run([folder.file("a.ts")], frames: 1, trusting: file)
        #expect(stream.counters.pushes.map(\.frames) == [1])
    }

    @Test("a folder in place of certificates is told as such")
    func folder() async throws {
        let folder = try TemporaryFolder()
        await #expect(throws: StreamingError.unreadableAuthorities(path: folder.path, reason: "it is no file")) {
            _ = try await PushedStream.run(["https://127.0.0.1:1/a.ts"], frames: 1, trusting: folder.path)
        }
    }
}

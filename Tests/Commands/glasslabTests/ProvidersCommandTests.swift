import Foundation
import LabTesting
import Testing

@testable import Measuring
@testable import glasslab

@Suite struct ProvidersCommandTests {
    private let command = BuiltExecutable("glasslab")
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let text = """
            providers:
              - name: acme
                push:
                  - rtmp://u:secretword@in.example/live/${KEY}
                  - rtmp://in.example/live/secretword
                playback: https://out.example/${KEY}.m3u8?token=secretword
                protocol: hls
                prices: {currency: USD, per_gb_out: 0.05}
            """
        try Data(text.utf8).write(to: URL(filePath: folder.file("p.yaml")))
    }

    @Test func listsAllWithTheirAddresses() async throws {
        let outcome = try await command.run(["providers", "--providers", "p.yaml"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(
            outcome.output == """
                provider    protocol  played from                              pushed to
                direct      ts        /live.ts
                mp4         mp4       /live.mp4
                hls         hls       /hls/stream.m3u8
                ll-hls      ll-hls    /hls/stream.m3u8
                nginx-rtmp  hls       http://127.0.0.1:PORT/hls/stream.m3u8    rtmp://127.0.0.1:PORT/live/stream
                acme        hls       https://out.example/${KEY}.m3u8?token=…  rtmp://in.example/live/${KEY}
                                                                               rtmp://in.example/live/…

                """
        )
    }

    @Test func theFileMayBeASetting() async throws {
        let outcome = try await command.run(
            ["providers", "--json"],
            environment: ["GLASSLAB_PROVIDERS": "p.yaml"],
            in: folder.path
        )
        struct Document: Decodable {
            struct Row: Decodable {
                var name: String
                var isBuiltIn: Bool
                var `protocol`: String
                var push: [String]
                var playback: String
                var problem: String?

                enum CodingKeys: String, CodingKey {
                    case name
                    case isBuiltIn = "built_in"
                    case `protocol`, push, playback, problem
                }
            }
            var providers: [Row]
        }
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(!outcome.output.contains("secretword"))
        let rows = try JSONDecoder().decode(Document.self, from: Data(outcome.output.utf8)).providers
        #expect(rows.map(\.name) == ["direct", "mp4", "hls", "ll-hls", "nginx-rtmp", "acme"])
        #expect(rows.map(\.isBuiltIn) == [true, true, true, true, true, false])
        #expect(rows[5].protocol == "hls")
        #expect(rows[5].push == ["rtmp://in.example/live/${KEY}", "rtmp://in.example/live/…"])
        #expect(rows.allSatisfy { $0.problem == nil })
    }

    @Test func errorsOfTheFileExitWith2() async throws {
        try Data("providers:\n  - name: a\n".utf8).write(to: URL(filePath: folder.file("bad.yaml")))
        let outcome = try await command.run(["providers", "--providers", "bad.yaml"], in: folder.path)
        #expect(outcome.exitCode == 2)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors == "glasslab: playback is missing: bad.yaml:2:5. Add it.\n")
    }

    @Test func doctorSaysWhatNginxLacks() {
        #expect(ProviderChecks.nginx(.success("/usr/sbin/nginx, /m.so")) == .ok("nginx-rtmp", "/usr/sbin/nginx, /m.so"))
        #expect(
            ProviderChecks.nginx(.failure(.noNginx(missing: "nginx")))
                == .warning(
                    "nginx-rtmp",
                    "nginx-rtmp is not on this machine: there is no nginx",
                    remedy: "Install it: apt-get install nginx libnginx-mod-rtmp."
                )
        )
    }
}

import Foundation
import LabModel
import LabTesting
import Testing

@Suite(.realTime) struct NginxServerTests {
    @Test func whatIsPushedIsPlayedInEveryWay() async throws {
        var settings = NginxServer.Settings()
        settings.fragment = .milliseconds(500)
        let server = try await NginxServer.start(settings)
        async let played = TestPush.packets("-i \(server.rtmp("cam"))", seconds: 2)
        // Long enough for a player that comes late on a busy machine.
        let pushed = try await TestPush.send("-f flv \(server.rtmp("cam"))", seconds: 15)
        #expect(pushed == BuiltExecutable.Outcome(exitCode: 0, output: "", errors: ""))
        #expect(try await played >= 20)
        #expect(try await TestPush.packets("-i \(server.http("/hls/cam.m3u8"))", seconds: 1) >= 25)
        #expect(FileManager.default.fileExists(atPath: server.folder.file("dash/cam.mpd")))
        let stat = try await BuiltExecutable.shell("curl -sf \(server.http("/stat"))")
        #expect(stat.exitCode == 0 && stat.output.contains("<application>"))
        await server.stop()
    }

    @Test func aLadderHasAMasterPlaylist() async throws {
        var settings = NginxServer.Settings()
        settings.ladder = [
            .init(suffix: "_low", bandwidth: DataRate(bitsPerSecond: 300_000)),
            .init(suffix: "_high", bandwidth: DataRate(bitsPerSecond: 900_000)),
        ]
        let server = try await NginxServer.start(settings)
        _ = try await TestPush.send("-f flv \(server.rtmp("cam_low"))", seconds: 2)
        let text = try String(contentsOfFile: server.folder.file("hls/cam.m3u8"), encoding: .utf8)
        #expect(text.contains("BANDWIDTH=300000") && text.contains("BANDWIDTH=900000"))
        await server.stop()
    }

    @Test func filesArePutByWhoMay() async throws {
        var settings = NginxServer.Settings()
        settings.putCredentials = "lab:secret"
        let server = try await NginxServer.start(settings)
        let put = "curl -s -o /dev/null -w %{http_code} -T \(server.folder.file("nginx.conf"))"
        let url = server.http("/put/a/file")
        #expect(try await BuiltExecutable.shell("\(put) \(url)").output == "401")
        #expect(try await BuiltExecutable.shell("\(put) -u lab:secret \(url)").output == "201")
        #expect(try await BuiltExecutable.shell("curl -s -u lab:secret \(url)").output.hasPrefix("load_module"))
        await server.stop()
    }

    @Test func itComesBackWhereItWas() async throws {
        let first = try await NginxServer.start()
        await first.kill()
        #expect(try await BuiltExecutable.shell("curl -s \(first.http("/stat"))").exitCode == 7)
        let second = try await NginxServer.start(first.settings, in: first.folder)
        #expect(second.settings == first.settings)
        #expect(try await BuiltExecutable.shell("curl -sf \(first.http("/stat"))").exitCode == 0)
        await second.stop()
    }

    @Test func itSpeaksTLSWithACertificateOfItsOwn() async throws {
        var settings = NginxServer.Settings()
        settings.certificate = "IP:127.0.0.1"
        let server = try await NginxServer.start(settings)
        let trusted = "curl -sf --cacert \(server.certificate)"
        #expect(try await BuiltExecutable.shell("\(trusted) \(server.https("/stat"))").output.contains("<application>"))
        // curl's own status for a certificate that nobody it trusts has signed.
        #expect(try await BuiltExecutable.shell("curl -sf \(server.https("/stat"))").exitCode == 60)
        let pushed = try await TestPush.send("-f flv \(server.rtmps("cam"))", seconds: 3)
        #expect(pushed.exitCode == 0)
        #expect(FileManager.default.fileExists(atPath: server.folder.file("hls/cam.m3u8")))
        await server.stop()
    }

    @Test func publishingMayBeRefused() async throws {
        var settings = NginxServer.Settings()
        settings.allowsPublishing = false
        let server = try await NginxServer.start(settings)
        let outcome = try await TestPush.send("-f flv \(server.rtmp("cam"))", seconds: 1, inTime: false)
        #expect(outcome.exitCode != 0)
        #expect(server.log.contains("access forbidden by rule"))
        await server.stop()
    }
}

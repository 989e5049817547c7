import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@Suite("streamer --clock-error", .timeLimit(.minutes(60)))
struct ClockErrorTests {
    @Test("the clock that answers is wrong by what was asked")
    func answers() async throws {
        let clock = SystemClock()
        let hour = Latency.seconds(3_600)
        let error = PlantedClockError(offset: hour, driftPpm: 0, since: clock.now())
        try await ServingStreamer.serving(["--image-size", "0", "--clock-error=\(error)"]) { streamer in
            let before = clock.now()
            let text = try await WorkerThread.run(name: "ask") { Result { try Self.get("/clock", streamer.port) } }
                .get()
            let after = clock.now()
            let answer = try JSONDecoder().decode(ClockAnswer.self, from: Data(text.utf8))
            #expect(answer.t2 - hour >= before && answer.t3 - hour <= after && answer.t2 <= answer.t3)
            // Stamps are by the same clock: the newest frame was drawn in the last minute of it.
            let newest = try #require(answer.newestStamp)
            #expect(newest <= answer.t3 && answer.t3 - newest < .seconds(60))
        }
    }

    @Test("what is no clock error is wrong usage")
    func usage() async throws {
        let outcome = try await BuiltExecutable("streamer").run(["--clock-error", "1:2"])
        #expect(outcome.exitCode == 2)
        #expect(outcome.errors.contains("\"1:2\" is not NS:PPM:NS: --clock-error"), "\(outcome.errors)")
        #expect(outcome.output == "")
    }

    @Test("users are not told of it")
    func hidden() async throws {
        let outcome = try await BuiltExecutable("streamer").run(["serve", "--help"])
        #expect(outcome.exitCode == 0)
        #expect(outcome.output.contains("--ready-file") && !outcome.output.contains("clock-error"))
    }

    /// The body of an answer of this machine.
    private static func get(_ path: String, _ port: Int) throws -> String {
        let connection = try TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(5))
        let request = Array("GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".utf8)
        try request.withUnsafeBytes { try connection.write($0) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4_096)
        while true {
            let count = try buffer.withUnsafeMutableBytes { try connection.read(into: $0) }
            guard count > 0 else { break }
            bytes += buffer[..<count]
        }
        let text = String(decoding: bytes, as: UTF8.self)
        return text.firstRange(of: "\r\n\r\n").map { String(text[$0.upperBound...]) } ?? ""
    }
}

import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Measuring

/// The real nginx, which is among the packages that the tests need.
@Suite(.timeLimit(.minutes(60))) struct PrivateNginxTests {
    private struct Done: Error {}

    private static func isListening(_ port: Int) -> Bool {
        guard let connection = try? TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(1)) else {
            return false
        }
        connection.close()
        return true
    }

    /// The process id of the nginx that serves in a folder of its own within this one.
    private static func process(in folder: TemporaryFolder) async throws -> Int32 {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while clock.monotonicNow() < deadline {
            let name = try FileManager.default.contentsOfDirectory(atPath: folder.path).first ?? ""
            let text = try? String(contentsOfFile: folder.file(name + "/nginx.pid"), encoding: .utf8)
            // Made first, written then.
            if let text, text.last == "\n", let number = Int32(text.dropLast()) {
                return number
            }
            try await clock.sleep(for: .milliseconds(10))
        }
        throw CocoaError(.fileReadNoSuchFile)
    }

    /// Neither process nor folder is left; its ports may be another test's server's by now.
    private static func expectNothing(of process: Int32?, in folder: TemporaryFolder) throws {
        #expect(!ProcessWatch.isRunning(try #require(process)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }

    @Test func servesForTheWorkAndEndsWithIt() async throws {
        let folder = try TemporaryFolder()
        let nginx = try PrivateNginx(temporaryFolder: folder.path)
        let process = try await nginx.run(fragment: .seconds(1), clock: SystemClock()) { rtmp, http in
            #expect(Self.isListening(rtmp))
            #expect(Self.isListening(http))
            return try await Self.process(in: folder)
        }
        try Self.expectNothing(of: process, in: folder)
    }

    /// Somebody listens on either of the ports first: that is not its own, and others are tried.
    @Test(arguments: [true, false]) func otherPortsAreTriedWhereOneIsTaken(isFirst: Bool) async throws {
        let taken = try TCPListener.open()
        defer { taken.close() }
        let port = taken.port
        let attempts = Mutex(0)
        let ports = try await PrivateNginx().run(
            fragment: .seconds(1),
            clock: SystemClock(),
            choosePorts: {
                let attempt = attempts.withLock { attempts in
                    attempts += 1
                    return attempts
                }
                let free = (rtmp: try LoopbackPort.free(), http: try LoopbackPort.free())
                guard attempt == 1 else { return free }
                return isFirst ? (port, free.http) : (free.rtmp, port)
            },
            { [$0, $1] }
        )
        #expect(attempts.withLock { $0 } == 2)
        #expect(!ports.contains(port))
    }

    @Test func portsThatStayTakenAreAnError() async throws {
        let taken = try TCPListener.open()
        defer { taken.close() }
        let port = taken.port
        let error = await #expect(throws: ProvidersError.self) {
            try await PrivateNginx().run(
                fragment: .seconds(1),
                clock: SystemClock(),
                choosePorts: { (try PrivateNginx.freePorts().rtmp, port) },
                { _, _ in }
            )
        }
        #expect(error?.what.contains("could not bind") == true, "\(String(describing: error))")
    }

    @Test func endsWhenTheWorkFails() async throws {
        let folder = try TemporaryFolder()
        let process = Mutex<Int32?>(nil)
        await #expect(throws: Done.self) {
            try await PrivateNginx(temporaryFolder: folder.path)
                .run(fragment: .seconds(1), clock: SystemClock()) { _, _ in
                    let number = try await Self.process(in: folder)
                    process.withLock { $0 = number }
                    throw Done()
                }
        }
        try Self.expectNothing(of: process.withLock { $0 }, in: folder)
    }

    @Test func saysWhatIsMissing() {
        #expect(throws: ProvidersError.noNginx(missing: "nginx")) {
            try PrivateNginx(folders: ["/nowhere"], modules: [], temporaryFolder: "/nowhere")
        }
        #expect(throws: ProvidersError.noNginx(missing: "module ngx_rtmp_module.so")) {
            try PrivateNginx(folders: ["/usr/sbin"], modules: ["/nowhere/x.so"], temporaryFolder: "/nowhere")
        }
    }

    @Test func saysWhyItDoesNotServe() async throws {
        let folder = try TemporaryFolder()
        let module = folder.file("ngx_rtmp_module.so")
        try Data("no module".utf8).write(to: URL(filePath: module))
        let nginx = try PrivateNginx(folders: ["/usr/sbin"], modules: [module], temporaryFolder: folder.path)
        let error = await #expect(throws: ProvidersError.self) {
            try await nginx.run(fragment: .seconds(1), clock: SystemClock()) { _, _ in }
        }
        #expect(error?.what.contains("dlopen()") == true, "\(String(describing: error))")
    }
}

import Foundation
import LabModel
import LabTesting
import Machine
import Synchronization
import Testing

@testable import Measuring

/// The real nginx, which is among the packages that the tests need.
@Suite(.timeLimit(.minutes(2))) struct PrivateNginxTests {
    private struct Done: Error {}

    private static func isListening(_ port: Int) -> Bool {
        guard let connection = try? TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(1)) else {
            return false
        }
        connection.close()
        return true
    }

    /// Another test's server may have been given such a port since: it leaves too.
    private static func expectNobody(at ports: [Int]) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while ports.contains(where: isListening), clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(20))
        }
        #expect(ports.allSatisfy { !isListening($0) })
    }

    @Test func servesForTheWorkAndEndsWithIt() async throws {
        let nginx = try PrivateNginx()
        let ports = try await nginx.run(fragment: .seconds(1), clock: SystemClock()) { rtmp, http in
            #expect(Self.isListening(rtmp))
            #expect(Self.isListening(http))
            return [rtmp, http]
        }
        try await Self.expectNobody(at: ports)
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
                let free = try PrivateNginx.freePorts()
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
        let seen = Mutex<[Int]>([])
        await #expect(throws: Done.self) {
            try await PrivateNginx().run(fragment: .seconds(1), clock: SystemClock()) { rtmp, http in
                seen.withLock { $0 = [rtmp, http] }
                throw Done()
            }
        }
        let ports = seen.withLock { $0 }
        #expect(ports.count == 2)
        try await Self.expectNobody(at: ports)
    }

    @Test func saysWhatIsMissing() {
        #expect(throws: ProvidersError.noNginx(missing: "nginx")) {
            try PrivateNginx(folders: ["/nowhere"], modules: [])
        }
        #expect(throws: ProvidersError.noNginx(missing: "module ngx_rtmp_module.so")) {
            try PrivateNginx(folders: ["/usr/sbin"], modules: ["/nowhere/x.so"])
        }
    }

    @Test func saysWhyItDoesNotServe() async throws {
        let folder = try TemporaryFolder()
        let module = folder.file("ngx_rtmp_module.so")
        try Data("no module".utf8).write(to: URL(filePath: module))
        let nginx = try PrivateNginx(folders: ["/usr/sbin"], modules: [module])
        let error = await #expect(throws: ProvidersError.self) {
            try await nginx.run(fragment: .seconds(1), clock: SystemClock()) { _, _ in }
        }
        #expect(error?.what.contains("dlopen()") == true, "\(String(describing: error))")
    }
}

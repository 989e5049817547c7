import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import AWS

/// The endpoints of containers and instances over a real connection: a small server of Python stands in for both.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct MetadataServerTests {
    private static let script = """
        sys, http = __import__("sys"), __import__("http.server").server
        class Fake(http.BaseHTTPRequestHandler):
            keys = b'{"Code":"Success","AccessKeyId":"A","SecretAccessKey":"S","Token":"T","Expiration":"2099-01-01T00:00:00Z"}'
            def say(self, status, body):
                self.send_response(status)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_PUT(self):
                good = self.path == "/latest/api/token" and self.headers["x-aws-ec2-metadata-token-ttl-seconds"] == "21600"
                self.say(200 if good else 400, b"token")
            def do_GET(self):
                role = "/latest/meta-data/iam/security-credentials/"
                if self.path == "/task" and self.headers["authorization"] == "Bearer x":
                    self.say(200, self.keys)
                elif self.path == "/slow":
                    __import__("time").sleep(600)
                elif self.path == "/long":
                    self.say(200, b"x" * 100000)
                elif self.headers["x-aws-ec2-metadata-token"] != "token":
                    self.say(401, b"")
                elif self.path == role:
                    self.say(200, b"lab-role")
                else:
                    self.say(200 if self.path == role + "lab-role" else 404, self.keys)
        http.ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Fake).serve_forever()

        """

    private static func serving(_ work: (String, HTTPTransport) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try Data(script.utf8).write(to: URL(filePath: folder.file("fake.py")))
        let port = try LoopbackPort.free()
        let server = try await ServerProcess.start(
            ["python3", folder.file("fake.py"), "\(port)"],
            in: folder,
            ready: [.tcp(port: port)]
        )
        let transport = HTTPTransport()
        do {
            try await work("http://127.0.0.1:\(port)", transport)
        } catch {
            await transport.shutDown()
            await server.kill()
            throw error
        }
        await transport.shutDown()
        await server.kill()
    }

    @Test func bothGiveCredentials() async throws {
        try await Self.serving { address, transport in
            let instance = InstanceCredentials(
                environment: ["AWS_EC2_METADATA_SERVICE_ENDPOINT": address],
                transport: transport
            )
            let task = ContainerCredentials(
                environment: [
                    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(address)/task",
                    "AWS_CONTAINER_AUTHORIZATION_TOKEN": "Bearer x",
                ],
                transport: transport
            )
            let expected = AWSCredentials(
                accessKeyID: "A",
                secretAccessKey: "S",
                sessionToken: "T",
                expires: AWSDate.time(iso8601: "2099-01-01T00:00:00Z")
            )
            let found = [try await instance.credentials(), try await task.credentials()]
            #expect(found == [expected, expected])
        }
    }

    @Test(arguments: [
        ("/slow", "it does not answer"), ("/long", "it does not answer"), ("/task", "it answered 401"),
    ])
    func whatIsSlowOrLongIsLeft(_ path: String, _ reason: String) async throws {
        try await Self.serving { address, transport in
            let source = ContainerCredentials(
                environment: ["AWS_CONTAINER_CREDENTIALS_FULL_URI": address + path],
                transport: transport
            )
            let error = await #expect(throws: AWSError.self) { try await source.credentials() }
            #expect(error == .badCredentials(source: "the container's endpoint", reason: reason))
        }
    }

    @Test func theWireTellsWhatWentWrong() async throws {
        let transport = HTTPTransport()
        let port = try LoopbackPort.free()
        let call = try #require(LocalCall.get("http://127.0.0.1:\(port)/"))
        let refused = await #expect(throws: TransportError.self) {
            _ = try await transport.send(call, limits: TransportLimits(), sink: nil)
        }
        #expect(refused == .unreachable(reason: "Connection refused"))
        try await Self.serving { address, other in
            let slow = try #require(LocalCall.get("\(address)/slow"))
            let limits = TransportLimits(time: .milliseconds(100))
            let late = await #expect(throws: TransportError.self) {
                _ = try await other.send(slow, limits: limits, sink: nil)
            }
            #expect(late == .timedOut(limit: .milliseconds(100)))
            let task = Task { () -> TransportError? in
                do throws(TransportError) {
                    _ = try await other.send(slow, limits: TransportLimits(), sink: nil)
                    return nil
                } catch {
                    return error
                }
            }
            task.cancel()
            #expect(await task.value == .cancelled)
        }
        await transport.shutDown()
        let closed = await #expect(throws: TransportError.self) {
            _ = try await transport.send(call, limits: TransportLimits(), sink: nil)
        }
        #expect(closed == .closed)
    }
}

import AWS
import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import Tasks

extension FargateTests {
    /// A task of whoever loses the credentials while it is asked for.
    @Suite struct Credentials {
        /// An instance's metadata, which gives short credentials once and has no role after that.
        private static let metadata = """
            import json, sys
            from datetime import datetime, timedelta, timezone
            from http.server import BaseHTTPRequestHandler, HTTPServer
            given = []

            class Metadata(BaseHTTPRequestHandler):
                protocol_version = "HTTP/1.1"

                def answer(self, status, text):
                    self.send_response(status)
                    self.send_header("Content-Length", str(len(text)))
                    self.end_headers()
                    self.wfile.write(text.encode())

                def do_PUT(self):
                    self.answer(200, "token")

                def do_GET(self):
                    if not self.path.endswith("/"):
                        given.append(self.path)
                        end = datetime.now(timezone.utc) + timedelta(seconds=9)
                        self.answer(200, json.dumps({
                            "Code": "Success", "AccessKeyId": sys.argv[2], "SecretAccessKey": sys.argv[3],
                            "Expiration": end.strftime("%Y-%m-%dT%H:%M:%SZ")
                        }))
                    elif given:
                        self.answer(404, "")
                    else:
                        self.answer(200, "role")

            HTTPServer(("127.0.0.1", int(sys.argv[1])), Metadata).serve_forever()

            """

        @Test func credentialsThatGoBetweenTwoAttemptsLeaveTheEntry() async throws {
            try await FargateLab.serving { lab in
                let folder = try TemporaryFolder()
                let port = try LoopbackPort.free()
                let keys = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"].map { lab.cloud.variables[$0] ?? "" }
                let server = try await ServerProcess.start(
                    [try TestTools.path("python"), "-c", Self.metadata, "\(port)"] + keys,
                    in: folder,
                    ready: [.tcp(port: port)]
                )
                let own = [
                    "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "HOME": folder.path,
                    "AWS_EC2_METADATA_DISABLED": "false",
                    "AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:\(port)",
                    "AWS_CONFIG_FILE": folder.file("none"), "AWS_SHARED_CREDENTIALS_FILE": folder.file("none"),
                ]
                try await lab.cloud.agent.take([.lost("RunTask")])
                let stages = SeenStages()
                try await FargateLab.session(lab.cloud.variables.merging(own) { $1 }) { session in
                    let task = try lab.task(by: FargateServices(session)) { stages.add($0) }
                    let error = await #expect(throws: FargateError.self) {
                        try await task.run { _ in Issue.record("it serves") }
                    }
                    guard case .aws(.noCredentials) = error else {
                        Issue.record("\(error.map { "\($0)" } ?? "nothing")")
                        return
                    }
                }
                await server.kill()
                guard case .notStopped(.leftRunning(_, _, nil)) = stages.all.last else {
                    Issue.record("\(stages.all)")
                    return
                }
                #expect(try await lab.cloud.agent.leftTasks().count == 1)
                let leftovers = LeftoverTasks(in: lab.journal, services: lab.services, clock: SystemClock())
                #expect(await leftovers.stop().stopped == ["test1"])
                try await lab.expectNothingLeft()
            }
        }
    }
}

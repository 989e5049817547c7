import Foundation
import LabModel
import LabTesting
import Machine

/// A headless Chromium of a test's own, asked through chromedriver's WebDriver protocol.
struct Browser {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// What a page's video element says of itself.
    struct VideoState: Decodable {
        /// Where it plays, in seconds.
        var time: Double
        /// Pictures shown so far.
        var frames: Int
        /// Why it cannot play; nil while it can.
        var error: String?
    }

    private let driver: ServerProcess
    private let port: Int
    private let folder: TemporaryFolder
    private let session: String

    /// Starts it; it ends with ``close()``, or with the tests.
    static func start() async throws -> Browser {
        let folder = try TemporaryFolder()
        let port = try LoopbackPort.free()
        let driver = try await ServerProcess.start(
            ["chromedriver", "--port=\(port)", "--log-level=OFF"],
            in: folder,
            ready: [.tcp(port: port)],
            hasWorkers: true
        )
        let arguments = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking", "--disable-component-update",
            "--autoplay-policy=no-user-gesture-required", "--user-data-dir=\(folder.file("profile"))",
        ]
        let options: [String: Any] = ["binary": "/usr/bin/chromium", "args": arguments]
        let wishes: [String: Any] = ["browserName": "chrome", "goog:chromeOptions": options]
        let answer = try await ask(port, folder, "/session", ["capabilities": ["alwaysMatch": wishes]])
        guard let session = (answer as? [String: Any])?["sessionId"] as? String else {
            throw Failure(description: "no session: \(answer)")
        }
        return Browser(driver: driver, port: port, folder: folder, session: session)
    }

    /// Loads a page.
    func open(_ url: String) async throws {
        _ = try await Self.ask(port, folder, "/session/\(session)/url", ["url": url])
    }

    /// Runs a script in the page.
    /// - Returns: what it returns.
    @discardableResult
    func run(_ script: String) async throws -> Any {
        let body: [String: Any] = ["script": script, "args": [] as [Any]]
        return try await Self.ask(port, folder, "/session/\(session)/execute/sync", body)
    }

    /// What the page's first video element says.
    func video() async throws -> VideoState {
        let script = """
            const v=document.querySelector('video');return JSON.stringify({time:v.currentTime,
            frames:v.getVideoPlaybackQuality().totalVideoFrames,error:v.error?v.error.message:null});
            """
        let text = try await run(script) as? String ?? ""
        return try JSONDecoder().decode(VideoState.self, from: Data(text.utf8))
    }

    /// Waits until the video has gone on by some seconds and pictures since the first one was shown, for at most 20 s.
    /// - Returns: the first and the last state.
    func watch(seconds: Double, frames: Int) async throws -> (first: VideoState, last: VideoState) {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .seconds(20)
        var first: VideoState?
        while clock.monotonicNow() < deadline {
            let state = try await video()
            if let error = state.error {
                throw Failure(description: "\(error) at \(try await run("return document.querySelector('video').src"))")
            }
            if let first, state.time - first.time >= seconds, state.frames - first.frames >= frames {
                return (first, state)
            }
            if first == nil, state.frames > 0 {
                first = state
            }
            try await clock.sleep(for: .milliseconds(100))
        }
        throw Failure(description: "nothing played: \(try await video())")
    }

    /// Waits until an expression of the page holds, for at most 20 s.
    func until(_ condition: String) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .seconds(20)
        while clock.monotonicNow() < deadline {
            if try await run("return \(condition)") as? Bool == true { return }
            try await clock.sleep(for: .milliseconds(100))
        }
        throw Failure(description: "never true: \(condition)")
    }

    /// Ends the browser and its driver.
    func close() async {
        _ = try? await BuiltExecutable.shell("curl -s -X DELETE http://127.0.0.1:\(port)/session/\(session)")
        await driver.stop()
    }

    private static func ask(
        _ port: Int,
        _ folder: TemporaryFolder,
        _ path: String,
        _ body: [String: Any]
    ) async throws -> Any {
        let file = folder.file("request.json")
        try JSONSerialization.data(withJSONObject: body).write(to: URL(filePath: file))
        let outcome = try await BuiltExecutable.shell(
            "curl -s -m 30 -H 'Content-Type: application/json' --data-binary @\(file) http://127.0.0.1:\(port)\(path)"
        )
        let answer = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        guard let value = answer?["value"] else { throw Failure(description: outcome.output) }
        if let error = (value as? [String: Any])?["error"] {
            throw Failure(description: "\(error): \(outcome.output)")
        }
        return value
    }
}

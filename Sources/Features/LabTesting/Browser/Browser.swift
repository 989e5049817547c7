import Foundation
public import LabModel
import Machine

/// A headless Chromium of a test's own, asked through chromedriver's WebDriver protocol.
///
/// It ends with ``close()``, when nobody holds it any more, and when the tests are killed.
public struct Browser: Sendable {
    /// What went wrong in the page or on the way to it.
    public struct Failure: Error, CustomStringConvertible {
        /// It, in a sentence.
        public var description: String

        /// Says what went wrong.
        public init(_ description: String) {
            self.description = description
        }
    }

    private let driver: ServerProcess
    private let wire: WebDriver
    private let session: String

    /// Starts it.
    ///
    /// - Parameters:
    ///   - width: of the window in CSS pixels; phones are 390 wide.
    ///   - height: of the window in CSS pixels.
    /// - Returns: the browser, showing an empty page.
    /// - Throws: ``ServerProcess/Failure`` when there is no chromedriver; what the driver refused.
    public static func start(width: Int = 1_280, height: Int = 800) async throws -> Browser {
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
            "--disable-background-networking", "--disable-component-update", "--hide-scrollbars",
            "--autoplay-policy=no-user-gesture-required", "--user-data-dir=\(folder.file("profile"))",
        ]
        let list = try arguments.map(WebDriver.quoted).joined(separator: ",")
        let wire = WebDriver(port: port)
        let wishes = """
            {"capabilities":{"alwaysMatch":{"browserName":"chrome","timeouts":{"script":290000},\
            "goog:loggingPrefs":{"browser":"ALL"},\
            "goog:chromeOptions":{"binary":"/usr/bin/chromium","args":[\(list)]}}}}
            """
        let started = try await wire.ask("POST", "/session", wishes, as: Session.self)
        let browser = Browser(driver: driver, wire: wire, session: started.sessionId)
        try await browser.resize(width: width, height: height)
        return browser
    }

    /// Starts it, does something with it, and ends it.
    ///
    /// - Parameters:
    ///   - width: of the window in CSS pixels.
    ///   - work: what to do.
    /// - Returns: what the work returns.
    /// - Throws: what starting and the work throw.
    public static func with<Result: Sendable>(
        width: Int = 1_280,
        _ work: @Sendable (Browser) async throws -> Result
    ) async throws -> Result {
        let browser = try await start(width: width)
        do {
            let result = try await work(browser)
            await browser.close()
            return result
        } catch {
            await browser.close()
            throw error
        }
    }

    /// Loads a page and waits until it and what it names are there.
    public func open(_ url: String) async throws {
        try await send("/url", #"{"url":\#(WebDriver.quoted(url))}"#)
    }

    /// The address of the page that is shown.
    public func address() async throws -> String {
        try await wire.ask("GET", "/session/\(session)/url", as: String.self)
    }

    /// Runs a script in the page.
    ///
    /// - Parameters:
    ///   - script: the body of a function.
    ///   - type: what it returns.
    /// - Returns: what it returns.
    /// - Throws: what the script throws, and when it returns something else.
    public func value<Value: Decodable & Sendable>(_ script: String, as type: Value.Type) async throws -> Value {
        let body = #"{"script":\#(try WebDriver.quoted(script)),"args":[]}"#
        return try await wire.ask("POST", "/session/\(session)/execute/sync", body, as: Value.self)
    }

    /// Runs a script in the page, whatever it returns.
    public func run(_ script: String) async throws {
        try await send("/execute/sync", #"{"script":\#(WebDriver.quoted(script)),"args":[]}"#)
    }

    /// Waits until an expression of the page is true.
    /// - Throws: ``Failure`` when it never is; what the script throws.
    public func until(_ condition: String, limit: Latency = .untilItHangs) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + limit
        while clock.monotonicNow() < deadline {
            if try await value("return Boolean(\(condition))", as: Bool.self) { return }
            try await clock.sleep(for: .milliseconds(50))
        }
        throw Failure("never true: \(condition)")
    }

    /// Ends the browser and its driver.
    public func close() async {
        // A browser that has crashed cannot be asked; the driver's end takes it along.
        try? await wire.tell("DELETE", "/session/\(session)")
        await driver.stop()
    }

    /// Sends a command of this session.
    func send(_ path: String, _ body: String) async throws {
        try await wire.tell("POST", "/session/\(session)\(path)", body)
    }

    /// Asks something of this session.
    func ask<Value: Decodable & Sendable>(_ path: String, _ body: String, as type: Value.Type) async throws -> Value {
        try await wire.ask("POST", "/session/\(session)\(path)", body, as: type)
    }

    /// Sends a command of Chromium's own protocol.
    func sendDevTools<Value: Decodable & Sendable>(
        _ command: String,
        _ parameters: String,
        as type: Value.Type
    ) async throws -> Value {
        try await ask("/goog/cdp/execute", #"{"cmd":"\#(command)","params":\#(parameters)}"#, as: type)
    }

    private struct Session: Decodable {
        var sessionId: String
    }
}

import Foundation
import LabModel
import LabTesting
import Machine
import Testing

@testable import RunStore

/// A second process: this test executable again, which then runs nothing but ``StoreChildTests``.
struct StoreChild {
    /// What the second process is to do; `GLASSLAB_STORE_CHILD` carries its name and the database's path.
    enum Task: String {
        /// Adds a sample every 2 ms until it is killed, and prints each one's number and instant.
        case write
        /// Begins 10 runs of one id, and stores 1,500 samples of each.
        case begin
        /// Merges files into the first one, all named in one line, and prints how many runs each brought.
        case merge
        /// Begins one run and prints the error.
        case complain
    }

    static let variable = "GLASSLAB_STORE_CHILD"

    let process = Process()
    let output = Pipe()

    /// Starts it, as nobody where the tests run as root and it is to be refused.
    init(_ task: Task, _ path: String, asNobody: Bool = false) throws {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let test = [own, "--testing-library", "swift-testing", "--filter", "StoreChildTests"]
        let demoted = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"] + test
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = asNobody && geteuid() == 0 ? demoted : test
        process.environment = ProcessInfo.processInfo.environment
            .merging([Self.variable: "\(task.rawValue):\(path)"]) { _, new in new }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
    }

    /// Waits for its end.
    /// - Returns: the lines that its task printed, without the test library's own.
    func finish() throws -> [String] {
        let text = String(decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return Self.lines(text)
    }

    /// What the task printed, each line begun with a `>`.
    static func lines(_ text: String) -> [String] {
        text.split(separator: "\n").filter { $0.hasPrefix(">") }.map { String($0.dropFirst()) }
    }
}

/// What the second process does; skipped in the first.
@Suite(.enabled(if: ProcessInfo.processInfo.environment[StoreChild.variable] != nil))
struct StoreChildTests {
    @Test func `Does what its parent asks`() throws {
        let order = try #require(ProcessInfo.processInfo.environment[StoreChild.variable])
        let parts = order.split(separator: ":", maxSplits: 1).map(String.init)
        switch StoreChild.Task(rawValue: parts[0]) {
        case .write: try write(parts[1])
        case .begin: try begin(parts[1])
        case .merge: try merge(parts[1].split(separator: " ").map(String.init))
        case .complain: try complain(parts[1])
        case nil: Issue.record("unknown order \(order)")
        }
    }

    private func write(_ path: String) throws {
        let clock = SystemClock()
        let store = try RunStore.open(path)
        let run = try store.begin(Known.draft("killed"), clock: clock)
        let writer = SampleWriter(store: store, run: run, clock: clock)
        writer.add(event: Known.event)
        writer.add(segment: Known.segment(7))
        for number in 0..<UInt32(20_000) {
            let added = clock.monotonicNow()
            writer.add(Known.sample(number))
            try say("\(number) \(added.nanoseconds)")
            clock.blockUntil(added + .milliseconds(2))
        }
        try writer.finish()
    }

    private func begin(_ path: String) throws {
        let clock = SystemClock()
        let store = try RunStore.open(path, busyTimeout: .seconds(60))
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<10 {
            var draft = Known.draft("shared")
            draft.uuid = RunUUID.make(at: clock.now(), using: &generator)
            let run = try store.begin(draft, clock: clock)
            let writer = SampleWriter(store: store, run: run, clock: clock)
            for sample in Known.samples(1_500) {
                writer.add(sample)
            }
            try writer.finish()
            try store.finish(run, trace: Known.trace(), summary: Known.summary(of: run))
            try say(run.name)
        }
    }

    private func merge(_ paths: [String]) throws {
        let store = try RunStore.open(paths[0], busyTimeout: .seconds(60))
        for path in paths.dropFirst() {
            try say("\(store.merge(from: path).added.count)")
        }
    }

    private func complain(_ path: String) throws {
        do {
            _ = try RunStore.open(path).begin(Known.draft(seed: 99), clock: SystemClock())
            try say("no error")
        } catch {
            try say("\(error)")
        }
    }

    private func say(_ line: String) throws {
        try FileHandle.standardOutput.write(contentsOf: Data(">\(line)\n".utf8))
    }
}

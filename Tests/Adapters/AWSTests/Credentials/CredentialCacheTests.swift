import LabModel
import LabTesting
import Synchronization
import Testing

@testable import AWS

/// Gives what the test lays out, and counts how often it was asked.
private final class CountingSource: CredentialSource {
    let name = "the test"
    private let state: Mutex<(asked: Int, answers: [Result<AWSCredentials?, AWSError>])>

    init(_ answers: [Result<AWSCredentials?, AWSError>]) {
        state = Mutex((0, answers))
    }

    var asked: Int {
        state.withLock { $0.asked }
    }

    func credentials() async throws(AWSError) -> AWSCredentials? {
        await Task.yield()
        let answer = state.withLock { state in
            defer { state.asked += 1 }
            return state.answers[min(state.asked, state.answers.count - 1)]
        }
        return try answer.get()
    }
}

struct CredentialCacheTests {
    private static let now = WallTime(nanoseconds: 1_800_000_000_000_000_000)
    private static let failure = AWSError.badCredentials(source: "the test", reason: "no")

    private static func key(_ id: String, for seconds: Double?) -> AWSCredentials {
        AWSCredentials(accessKeyID: id, secretAccessKey: "s", expires: seconds.map { now + .seconds($0) })
    }

    @Test func keysWithoutAnEndAreAskedForOnce() async throws {
        let source = CountingSource([.success(Self.key("a", for: nil)), .success(Self.key("b", for: nil))])
        let cache = CredentialCache(source)
        for hours in [0.0, 1, 1_000] {
            #expect(try await cache.current(at: Self.now + .seconds(hours * 3_600)).accessKeyID == "a")
        }
        #expect(source.asked == 1)
    }

    @Test func manyWhoAskAtOnceAreOne() async throws {
        let source = CountingSource([.success(Self.key("a", for: 3_600)), .failure(Self.failure)])
        let cache = CredentialCache(source)
        let found = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<50 {
                group.addTask { try await cache.current(at: Self.now).accessKeyID }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(found == Array(repeating: "a", count: 50))
        #expect(source.asked == 1)
    }

    @Test func newOnesAreAskedForBeforeTheEnd() async throws {
        let source = CountingSource([.success(Self.key("a", for: 1_000)), .success(Self.key("b", for: 5_000))])
        let cache = CredentialCache(source)
        #expect(try await cache.current(at: Self.now).accessKeyID == "a")
        #expect(try await cache.current(at: Self.now + .seconds(699)).accessKeyID == "a")
        #expect(try await cache.current(at: Self.now + .seconds(701)).accessKeyID == "b")
        #expect(source.asked == 2)
    }

    @Test func oldOnesDoWhileNewOnesCannotBeHad() async throws {
        let source = CountingSource([.success(Self.key("a", for: 1_000)), .failure(Self.failure)])
        let cache = CredentialCache(source)
        #expect(try await cache.current(at: Self.now).accessKeyID == "a")
        #expect(try await cache.current(at: Self.now + .seconds(900)).accessKeyID == "a")
        let error = await #expect(throws: AWSError.self) { try await cache.current(at: Self.now + .seconds(995)) }
        #expect(error == Self.failure)
    }

    @Test func endedOnesAreNoUse() async {
        let cache = CredentialCache(CountingSource([.success(Self.key("a", for: -1))]))
        let error = await #expect(throws: AWSError.self) { try await cache.current(at: Self.now) }
        #expect(error == .expiredCredentials(source: "the test"))
    }

    @Test func noneAreToldOf() async {
        let cache = CredentialCache(CountingSource([.success(nil)]))
        let error = await #expect(throws: AWSError.self) { try await cache.current(at: Self.now) }
        #expect(error == .noCredentials(looked: ["the test"]))
    }

    @Test func refusedOnesAreForgotten() async throws {
        let source = CountingSource([.success(Self.key("a", for: nil)), .success(Self.key("b", for: nil))])
        let cache = CredentialCache(source)
        let first = try await cache.current(at: Self.now)
        await cache.forget(Self.key("other", for: nil))
        #expect(try await cache.current(at: Self.now) == first)
        await cache.forget(first)
        #expect(try await cache.current(at: Self.now).accessKeyID == "b")
    }
}

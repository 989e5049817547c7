import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Answers made of the list of runs, kept until the list changes: many viewers of one page cost one answer.
final class AnswerCache: Sendable {
    /// How many answers are kept, and how many bytes each at most.
    static let limit = 128
    static let longest = 1 << 20

    private struct State {
        var version = -1
        var answers: [String: ByteBuffer] = [:]
    }

    private let state = Mutex(State())

    /// The answer to a request, made anew where the list has changed.
    /// - Throws: what the list or the making throws.
    func answer(
        to request: Request,
        of index: RunIndex,
        _ make: @escaping @Sendable (RunIndex.Content) throws -> Data
    ) async throws -> Response {
        let content = try await index.current()
        let key = request.uri.string
        let known = state.withLock { $0.version == content.version ? $0.answers[key] : nil }
        if let known {
            return JSONAnswer.response(known)
        }
        let made = try await index.desk.read { _ in ByteBuffer(bytes: try make(content)) }
        state.withLock { state in
            if state.version != content.version {
                state = State(version: content.version)
            }
            guard made.readableBytes <= Self.longest, key.utf8.count <= 2_000 else { return }
            if state.answers.count >= Self.limit, let any = state.answers.keys.first {
                state.answers[any] = nil
            }
            state.answers[key] = made
        }
        return JSONAnswer.response(made)
    }
}

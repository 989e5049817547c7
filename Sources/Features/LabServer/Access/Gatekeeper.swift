import Crypto
import LabModel
import Synchronization

/// Knows who may use the dashboard: those who carry its token, or whoever signed in with it.
///
/// Sessions live in memory: a server that starts again asks anew.
final class Gatekeeper: Sendable {
    /// The cookie that a browser carries once somebody signed in.
    static let cookie = "glasslab_session"
    /// How long somebody stays signed in.
    static let sessionLength = Latency.seconds(12 * 3_600)
    /// How many sessions at a time; the oldest goes first.
    static let sessionLimit = 100

    private struct Session {
        var began: MonotonicTime
    }

    private let token: [UInt8]?
    private let clock: any LabClock
    /// Makes page tokens: a page of another origin cannot know it, and it ends with the process.
    private let secret: SymmetricKey
    private let sessions = Mutex<[String: Session]>([:])
    private let random: @Sendable () -> [UInt8]

    /// - Parameters:
    ///   - token: what requests carry; nil where none is needed.
    ///   - clock: how old sessions are.
    ///   - random: gives 32 bytes that nobody can guess, each time.
    init(token: [UInt8]?, clock: any LabClock, random: @escaping @Sendable () -> [UInt8]) {
        self.token = token
        self.clock = clock
        self.random = random
        secret = SymmetricKey(data: random())
    }

    /// Whether requests need a token at all.
    var needsToken: Bool { token != nil }

    /// Whether bytes are the token; takes as long for any bytes.
    func isToken(_ given: some Sequence<UInt8>) -> Bool {
        guard let token else { return false }
        // The digests have one length and nothing of the token's order, so that time tells nothing of either.
        let mine = HMAC<SHA256>.authenticationCode(for: token, using: secret)
        return HMAC<SHA256>.isValidAuthenticationCode(mine, authenticating: Array(given), using: secret)
    }

    /// Begins a session for somebody who gives the token.
    /// - Returns: the cookie's value; nil for a wrong token.
    func signIn(_ given: String) -> String? {
        guard isToken(given.utf8) else { return nil }
        let name = Self.hexadecimal(random())
        let now = clock.monotonicNow()
        sessions.withLock { sessions in
            sessions = sessions.filter { now - $0.value.began < Self.sessionLength }
            if sessions.count >= Self.sessionLimit, let oldest = sessions.min(by: { $0.value.began < $1.value.began }) {
                sessions[oldest.key] = nil
            }
            sessions[name] = Session(began: now)
        }
        return name
    }

    /// Ends a session.
    func signOut(_ session: String) {
        sessions.withLock { $0[session] = nil }
    }

    /// Whether a cookie names a session that goes on.
    func knows(_ session: String) -> Bool {
        let now = clock.monotonicNow()
        return sessions.withLock { $0[session] }.map { now - $0.began < Self.sessionLength } ?? false
    }

    /// What forms of a session's pages carry; without sessions all pages carry the same.
    func pageToken(of session: String?) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Array("page \(session ?? "")".utf8), using: secret)
        return Self.hexadecimal(Array(code))
    }

    /// Whether a text is the page token of a session; takes as long for any text of its length.
    func isPageToken(_ given: String, of session: String?) -> Bool {
        let mine = Array(pageToken(of: session).utf8)
        let given = Array(given.utf8)
        guard mine.count == given.count else { return false }
        return zip(mine, given).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef")
        return String(bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] })
    }
}

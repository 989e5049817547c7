import HTTPTypes
import LabModel
import LabTesting
import RunStore
import Testing

@testable import LabServer

@Suite("Gatekeeper")
struct GatekeeperTests {
    let clock = ManualClock()

    private func gatekeeper(_ token: String? = "secret-secret-secret") -> Gatekeeper {
        Gatekeeper(token: token.map { Array($0.utf8) }, clock: clock) {
            (0..<32).map { _ in UInt8.random(in: .min ... .max) }
        }
    }

    @Test("the token and nothing else is the token")
    func token() {
        let gatekeeper = gatekeeper()
        #expect(gatekeeper.needsToken)
        #expect(gatekeeper.isToken("secret-secret-secret".utf8))
        for wrong in ["", "secret", "secret-secret-secret ", "Secret-secret-secret"] {
            #expect(!gatekeeper.isToken(wrong.utf8))
        }
        #expect(!self.gatekeeper(nil).isToken("".utf8))
        #expect(!self.gatekeeper(nil).needsToken)
    }

    @Test("a session lasts twelve hours")
    func sessionLength() throws {
        let gatekeeper = gatekeeper()
        let session = try #require(gatekeeper.signIn("secret-secret-secret"))
        #expect(session.count == 64)
        #expect(gatekeeper.signIn("wrong") == nil)
        clock.advance(by: .seconds(12 * 3_600 - 1))
        #expect(gatekeeper.knows(session))
        clock.advance(by: .seconds(1))
        #expect(!gatekeeper.knows(session))
    }

    @Test("the oldest of too many sessions goes")
    func sessionLimit() throws {
        let gatekeeper = gatekeeper()
        var sessions: [String] = []
        for _ in 0...Gatekeeper.sessionLimit {
            sessions.append(try #require(gatekeeper.signIn("secret-secret-secret")))
            clock.advance(by: .seconds(1))
        }
        #expect(!gatekeeper.knows(sessions[0]))
        #expect(sessions.dropFirst().allSatisfy { gatekeeper.knows($0) })
        gatekeeper.signOut(sessions[1])
        #expect(!gatekeeper.knows(sessions[1]))
    }

    @Test("page tokens belong to one session of one server")
    func pageTokens() {
        let (one, other) = (gatekeeper(), gatekeeper())
        #expect(one.isPageToken(one.pageToken(of: "s"), of: "s"))
        #expect(!one.isPageToken(one.pageToken(of: "s"), of: "t"))
        #expect(!one.isPageToken(one.pageToken(of: nil), of: "s"))
        #expect(!one.isPageToken(other.pageToken(of: "s"), of: "s"))
        #expect(!one.isPageToken("", of: nil))
    }
}

import HTTPTypes
import LabModel
import LabTesting
import RunStore
import Testing

@testable import LabServer

/// Who gets in, and what they may change.
@Suite("Access")
struct AccessTests {
    static let evil = "http://evil.example"

    @Test("loopback needs no token, and says so")
    func open() async throws {
        let lab = try LabFixture()
        let session = try await lab.ask("/api/session")
        #expect(session.status == 200)
        #expect(session.json["needs_token"] as? Bool == false)
        #expect(session.json["is_signed_in"] as? Bool == true)
        #expect(session.json["database"] as? String == "lab.sqlite")
        #expect((session.json["csrf_token"] as? String)?.count == 64)
    }

    @Test("every answer forbids what pages of others could do", arguments: ["/", "/api/runs", "/nowhere", "/healthz"])
    func headers(path: String) async throws {
        let answer = try await LabFixture().ask(path)
        let policy = answer.headers[.contentSecurityPolicy]
        #expect(policy == SafeHeaders.policy)
        #expect(policy?.contains("frame-ancestors 'none'") == true)
        #expect(policy?.contains("unsafe") == false)
        #expect(answer.headers[.xContentTypeOptions] == "nosniff")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.headers[.accessControlAllowOrigin] == nil)
    }

    @Test(
        "names that others gave this address are refused",
        arguments: [
            "evil.example", "evil.example:8090", "127.0.0.1.evil.example", "localhost.evil.example:8090", "",
            "127.0.0.1@x",
            "[::1", "localhost:99999", "127.0.0.2",
        ]
    )
    func rebinding(host: String) async throws {
        let answer = try await LabFixture().ask("/api/runs", host: host)
        #expect(answer.status == 421)
        #expect(answer.what == "this server is not '\(host)'")
    }

    @Test(
        "its own names are its own, at any port",
        arguments: [
            "127.0.0.1", "127.0.0.1:8090", "localhost:9000", "LOCALHOST", "[::1]:8090",
        ]
    )
    func ownNames(host: String) async throws {
        #expect(try await LabFixture().ask("/healthz", host: host).status == 200)
    }

    @Test("a change needs the page's token")
    func pageToken() async throws {
        let lab = try LabFixture()
        let without = try await lab.ask(
            "/api/measurements",
            .post,
            headers: [.contentType: "application/json"],
            body: "{}"
        )
        #expect(without.status == 403)
        #expect(without.what == "the request does not carry the page's own token")
        let wrong = String(repeating: "0", count: 64)
        #expect(try await lab.ask("/api/measurements/1", .delete, headers: [LabFixture.csrf: wrong]).status == 403)
        #expect(try await lab.change("/api/measurements/1", .delete).status == 404)
    }

    @Test(
        "another origin changes nothing even with the page's token",
        arguments: [
            evil, "null", "http://127.0.0.1:8091", "file://", "http://127.0.0.1:8090.evil.example",
        ]
    )
    func origin(origin: String) async throws {
        let lab = try LabFixture()
        let answer = try await lab.change("/api/measurements/1", .delete, headers: [.origin: origin])
        #expect(answer.status == 403)
        #expect(answer.what == "a page of '\(origin)' may change nothing here")
        let own = try await lab.change("/api/measurements/1", .delete, headers: [.origin: "http://127.0.0.1:8090"])
        #expect(own.status == 404)
    }

    @Test(
        "pages of other sites load nothing, whatever they embed it as",
        arguments: [
            ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"],
            ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors"], ["Sec-Fetch-Site": "cross-site"],
            ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"],
        ]
    )
    func otherSites(headers: [String: String]) async throws {
        for path in ["/report", "/api/runs", "/"] {
            let answer = try await LabFixture().ask(path, headers: Self.fields(headers))
            #expect(answer.status == 403)
            #expect(answer.what == "a page of another site may load nothing from here")
        }
    }

    @Test(
        "its own pages, people's links and programs load what they like",
        arguments: [
            ["Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"], ["Sec-Fetch-Site": "none"], [:],
            ["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"],
            ["Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "navigate"],
        ]
    )
    func ownSite(headers: [String: String]) async throws {
        #expect(try await LabFixture().ask("/api/runs", headers: Self.fields(headers)).status == 200)
    }

    private static func fields(_ headers: [String: String]) throws -> HTTPFields {
        var fields: HTTPFields = [:]
        for (name, value) in headers {
            fields[try #require(HTTPField.Name(name))] = value
        }
        return fields
    }

    @Test("a far too long way back leads to the first page")
    func longNext() async throws {
        let next = "%2F" + String(repeating: "a", count: 2_001)
        #expect(try await LabFixture(token: LabFixture.token).ask("/login?next=\(next)").status == 200)
    }

    @Test("a page that tells of an error leads on who may go on, and nobody else")
    func errorPage() async throws {
        let headers: HTTPFields = [.accept: "text/html"]
        let (open, closed) = (try LabFixture(), try LabFixture(token: LabFixture.token))
        for refused in [
            try await closed.ask("/", host: "127.0.0.1@x", headers: headers),
            try await open.ask("/", host: "evil.example", headers: headers),
        ] {
            #expect(refused.status == 421)
            #expect(refused.text.contains("<h1"))
            #expect(!refused.text.contains("<nav") && !refused.text.contains("lab.sqlite"))
        }
        var signedIn = headers
        signedIn[.authorization] = "Bearer \(LabFixture.token)"
        for missing in [
            try await open.ask("/runs/nobody", headers: headers), try await open.ask("/nowhere", headers: headers),
            try await closed.ask("/runs/nobody", headers: signedIn),
            try await closed.ask("/nowhere", headers: signedIn),
            try await open.ask("/measure", .post, headers: headers, body: "id=x"),
        ] {
            #expect([403, 404].contains(missing.status))
            #expect(missing.text.contains("<nav") && missing.text.contains("lab.sqlite"))
        }
    }

    @Test(
        "with a token nothing is told without it",
        arguments: [
            "/", "/api/runs", "/api/live", "/api/live/now", "/metrics", "/openapi.json", "/api/session", "/nowhere",
        ]
    )
    func tokenNeeded(path: String) async throws {
        let lab = try LabFixture(token: LabFixture.token)
        let answer = try await lab.ask(path)
        #expect(answer.status == 401)
        #expect(answer.headers[.wwwAuthenticate] == "Bearer")
        #expect(answer.what == "the request carries no token, or a wrong one")
        for wrong in ["Bearer x", "Bearer \(LabFixture.token)x", "Basic \(LabFixture.token)", "Bearer "] {
            #expect(try await lab.ask(path, headers: [.authorization: wrong]).status == 401)
        }
    }

    @Test("the token opens, by header, at any name")
    func bearer() async throws {
        let lab = try LabFixture(token: LabFixture.token)
        let headers: HTTPFields = [.authorization: "Bearer \(LabFixture.token)"]
        #expect(try await lab.ask("/api/runs", host: "lab.example:8090", headers: headers).status == 200)
        // Nobody can make a browser send that header: it needs no page token.
        #expect(try await lab.ask("/api/measurements/1", .delete, headers: headers).status == 404)
        #expect(try await lab.ask("/healthz").status == 200)
    }

    @Test("people are led to where they sign in, and back")
    func signIn() async throws {
        let lab = try LabFixture(token: LabFixture.token)
        let led = try await lab.ask("/runs/a%20b?x=1", headers: [.accept: "text/html,*/*"])
        #expect(led.status == 303)
        #expect(led.headers[.location] == "/login?next=%2Fruns%2Fa%2520b%3Fx%3D1")
        let csrf = lab.dashboard.gatekeeper.pageToken(of: nil)
        let form: HTTPFields = [.contentType: "application/x-www-form-urlencoded"]
        let wrong = try await lab.ask("/login", .post, headers: form, body: "token=nope&csrf=\(csrf)&next=%2F")
        #expect(wrong.status == 303)
        #expect(wrong.headers[.location] == "/login?failed=true&next=%2F")
        #expect(wrong.headers[.setCookie] == nil)
        let right = try await lab.ask(
            "/login",
            .post,
            headers: form,
            body: "token=\(LabFixture.token)&csrf=\(csrf)&next=%2Fruns%2Fa%2520b"
        )
        #expect(right.headers[.location] == "/runs/a%20b")
        let cookie = try #require(right.headers[.setCookie])
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && !cookie.contains(LabFixture.token))
        let value = try #require(cookie.split(separator: ";").first).description
        let session = try await lab.ask("/api/session", headers: [.cookie: value])
        #expect(session.status == 200)
        let own = try #require(session.json["csrf_token"] as? String)
        #expect(own != csrf)
        let headers: HTTPFields = [.cookie: value, LabFixture.csrf: own]
        #expect(try await lab.ask("/api/measurements/1", .delete, headers: headers).status == 404)
        #expect(try await lab.ask("/api/measurements/1", .delete, headers: [.cookie: value]).status == 403)
        #expect(try await lab.ask("/logout", .post, headers: headers).status == 303)
        #expect(try await lab.ask("/api/session", headers: [.cookie: value]).status == 401)
    }

    @Test(
        "signing in leads nowhere else",
        arguments: [
            "//evil.example", "https://evil.example", "/\\evil.example", "evil", "", "/a b", "/\u{7F}",
            "javascript:alert(1)",
        ]
    )
    func next(path: String) {
        #expect(SignInRoutes.safe(path) == "/")
    }

    @Test("a body that is too long is refused")
    func longBody() async throws {
        let answer = try await LabFixture().change(
            "/api/measurements",
            .post,
            json: String(repeating: " ", count: ChangeCheck.bodyLimit + 1)
        )
        #expect(answer.status == 413)
        #expect(answer.what == "the request's body is longer than 65536 bytes")
    }
}

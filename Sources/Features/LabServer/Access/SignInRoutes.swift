import HTTPTypes
import Hummingbird
import LabModel

/// `POST /login` and `POST /logout`, to which the pages' forms lead.
enum SignInRoutes {
    static func add(to router: Router<LabRequestContext>, _ gatekeeper: Gatekeeper) {
        router.post("/login") { request, _ in
            let fields = try FormFields(try await request.body.collect(upTo: ChangeCheck.bodyLimit))
            let next = safe(fields["next"])
            guard let session = gatekeeper.signIn(fields["token"] ?? "") else {
                return Response.redirect(to: "/login?failed=true&next=\(FormFields.escaped(next))", type: .normal)
            }
            var response = Response.redirect(to: next, type: .normal)
            response.setCookie(cookie(session, seconds: Int(Gatekeeper.sessionLength.seconds)))
            return response
        }
        router.post("/logout") { _, context in
            if let session = context.visitor.session {
                gatekeeper.signOut(session)
            }
            var response = Response.redirect(to: "/login", type: .normal)
            response.setCookie(cookie("", seconds: 0))
            return response
        }
    }

    private static func cookie(_ value: String, seconds: Int) -> Cookie {
        Cookie(
            name: Gatekeeper.cookie,
            value: value,
            maxAge: seconds,
            path: "/",
            httpOnly: true,
            sameSite: .strict
        )
    }

    /// A path of this server, so that signing in never leads anywhere else; `/` for all else.
    static func safe(_ next: String?) -> String {
        guard let next, next.hasPrefix("/"), !next.hasPrefix("//"), !next.contains("\\"), next.utf8.count <= 2_000,
            next.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else {
            return "/"
        }
        return next
    }
}

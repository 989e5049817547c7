import HTTPTypes
import LabModel
import LabServer
import RunStore
import Testing

@Suite("Errors of the dashboard")
struct LabServerErrorTests {
    @Test(
        "every error says what, where and what to do",
        arguments: [
            (
                LabServerError.openToOthers(host: "0.0.0.0"),
                "others could reach the dashboard without a token: 0.0.0.0. "
                    + "Name a file with a token with --token-file, or listen at 127.0.0.1."
            ),
            (
                .unreadableToken(path: "t", reason: "R"),
                "cannot read the token: R: t. Write one with: (umask 077; openssl rand -hex 32 > FILE)"
            ),
            (
                .exposedToken(path: "t", mode: "644"),
                "the token's file can be read by others, its mode is 644: t. Keep it to yourself with: chmod 600 t"
            ),
            (
                .weakToken(path: "t"),
                "the token is not 16 to 1000 printable characters on one line: t. "
                    + "Make one with: (umask 077; openssl rand -hex 32 > FILE)"
            ),
            (
                .noSuchPage(path: "/x"),
                "there is nothing here: /x. / lists the runs, /openapi.json the addresses of the API."
            ),
            (
                .wrongMethod("PUT", path: "/x"),
                "this address takes no PUT: /x. /openapi.json says what each address takes."
            ),
            (
                .notSignedIn,
                "the request carries no token, or a wrong one. "
                    + "Sign in at /login, or send the header Authorization: Bearer TOKEN."
            ),
            (.wrongHost("h"), "this server is not 'h'. Open it by the address that 'glasslab serve' prints."),
            (.wrongOrigin("o"), "a page of 'o' may change nothing here. Open the dashboard itself and try again."),
            (
                .otherSite,
                "a page of another site may load nothing from here. Open the dashboard itself and try again."
            ),
            (
                .noPageToken,
                "the request does not carry the page's own token. "
                    + "Load the page again; programs send the header X-CSRF-Token, which /api/session tells."
            ),
            (
                .badParameter("p", value: "v", expected: "a number"),
                "'v' is not a number: p. /openapi.json says what the address takes."
            ),
            (
                .badBody(reason: "R"),
                "the request's body cannot be used: R. /openapi.json says what the address takes."
            ),
            (
                .wrongType(expected: "application/json"),
                "the request's body is not application/json. /openapi.json says what the address takes."
            ),
            (.tooLong(limit: 5), "the request's body is longer than 5 bytes"),
            (.busy(what: "live views"), "there are too many live views already. Try again in a few seconds."),
            (.measuring(limit: 1), "a measurement runs already. Wait for its end, or stop it."),
            (.measuring(limit: 3), "3 measurements run already. Wait for its end, or stop it."),
            (.noSuchMeasurement(4), "no measurement 4 was started here. /api/measurements lists them."),
            (
                .notStarted(reason: "R"),
                "the measurement could not be started: R. Run 'glasslab doctor' to see what is missing."
            ),
            (.broken, "the server failed. Its log says more."),
        ]
    )
    func text(error: LabServerError, text: String) {
        #expect(error.description == text)
    }
}

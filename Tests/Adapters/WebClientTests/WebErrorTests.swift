import LabModel
import Testing
import WebClient

@Suite struct WebErrorTests {
    private static let address = "http://h/"
    private static let cases: [(WebError, String)] = [
        (
            .notWeb(address: "file:///a"),
            "this is no http or https address: file:///a. Only http and https are fetched; name the stream by its own "
                + "address"
        ),
        (
            .nameUnknown(host: "h", reason: "Name or service not known"),
            "the host's name leads to no address: Name or service not known: h. Check the host's name"
        ),
        (
            .notAllowed(address: address, host: "h", reached: "10.0.0.1"),
            "h leads to 10.0.0.1, which is not a public address: http://h/. Use --allow h if that is meant"
        ),
        (
            .notAllowed(address: "http://10.0.0.1/", host: "10.0.0.1", reached: "10.0.0.1"),
            "10.0.0.1 is not a public address: http://10.0.0.1/. Use --allow 10.0.0.1 if that is meant"
        ),
        (
            .cannotConnect(address: address, reason: "Connection refused"),
            "cannot connect: Connection refused: http://h/. Check that the address is right and that the server is "
                + "running"
        ),
        (
            .refusedByServer(address: address, status: 404),
            "the server answered 404: http://h/. Check the address's path and what the server allows"
        ),
        (
            .redirectLoop(address: address),
            "the server redirects in a circle: http://h/. Give the address that the redirects should lead to"
        ),
        (
            .tooManyRedirects(address: address, limit: 5),
            "the server redirects more than 5 times: http://h/. Give the address that the redirects should lead to"
        ),
        (
            .redirectToNowhere(address: address),
            "the server redirects to nowhere: http://h/. Give the address that the redirects should lead to"
        ),
        (
            .tooLong(address: address, limit: 9),
            "the answer is longer than 9 bytes: http://h/. Check that the address is the one that was meant"
        ),
        (
            .wrongType(address: address, type: "text/html", wanted: "media"),
            "the server sends text/html instead of media: http://h/. Check the address, and that the server knows the "
                + "type of its files"
        ),
        (
            .compressed(address: address, coding: "gzip"),
            "the answer is compressed (gzip), which was not asked for: http://h/. Let the server send media and "
                + "playlists as they are"
        ),
        (
            .timedOut(address: address, doing: "waiting for an answer", seconds: 2.5),
            "nothing came for 2.5 s while waiting for an answer: http://h/. Check that the sender is sending, or allow "
                + "more time"
        ),
        (
            .tooSlow(address: address, seconds: 2),
            "the answer was not whole after 2 s: http://h/. Check that the sender is sending, or allow more time"
        ),
        (
            .broken(address: address, reason: "the server closed the connection"),
            "the answer broke off: the server closed the connection: http://h/. Check the connection and try again"
        ),
        (
            .tooManyHosts(limit: 16),
            "the stream names more than 16 hosts. Check the playlist: one stream needs few hosts"
        ),
        (.cancelled, "cancelled"),
    ]

    @Test(arguments: cases) func saysWhatWhereAndWhatToDo(error: WebError, text: String) {
        #expect("\(error)" == text)
        #expect(error.exitStatus == .failed)
    }
}

import LabModel
import Media
import Testing

@Suite struct MediaErrorTests {
    private static let texts: [(MediaError, String)] = [
        (
            .cannotOpen(address: "http://h/a", reason: "Connection refused"),
            "cannot open the stream: Connection refused: http://h/a. "
                + "Check that the address is right and that its sender is running"
        ),
        (
            .refusedByServer(address: "http://h/a", status: "404 Not Found"),
            "the server answered 404 Not Found: http://h/a. Check the address's path and what the server allows"
        ),
        (
            .ledElsewhere(address: "http://h/a", target: "http://i/b?…"),
            "the server leads on to another one: http://i/b?…: http://h/a. Give the address that it leads to"
        ),
        (.folder(address: "/tmp"), "a folder is no stream: /tmp. Name a file in it"),
        (
            .unknownProtocol(address: "x://h"),
            "nothing here speaks this protocol: x://h. Use http, https, rtmp, srt, rtsp, udp, a file's path or -"
        ),
        (.unknownFormat(hint: "x"), "no container is called x. `ffmpeg -demuxers` lists the names"),
        (
            .notMedia(address: "http://h/", found: "an HTML page"),
            "no media, but an HTML page: http://h/. Give the address of the stream itself, such as …/live.ts"
        ),
        (.playlist(address: "http://h/s"), "this is a playlist of HLS: http://h/s. Receive it as HLS"),
        (
            .damaged(address: "a.mp4", format: "mov", reason: "moov atom not found"),
            "the mov media is cut off or damaged: moov atom not found: a.mp4. "
                + "Record it anew: what its end or its index says is missing"
        ),
        (.noVideo(address: "a.ts"), "the media holds no video: a.ts. Give the address of a stream with video"),
        (
            .empty(address: "a.ts"),
            "the stream ended before its first access unit: a.ts. Check that the sender is sending"
        ),
        (
            .timedOut(address: "http://h/", doing: "opening the stream", seconds: 2.5),
            "nothing came for 2.5 s while opening the stream: http://h/. "
                + "Check that the sender is sending, or allow more time"
        ),
        (.cancelled, "cancelled"),
        (
            .badTarget(address: "srt://h", reason: "it names no port"),
            "cannot push there: it names no port: srt://h. "
                + "docs/protocols.md lists what can be pushed to, with examples"
        ),
        (
            .notCarried(address: "rtmp://h/a/…", codec: "vp9", format: "flv"),
            "flv does not carry vp9: rtmp://h/a/…. Encode with --codec h264, or push another way"
        ),
        (
            .untrusted(address: "https://h/…", isOtherHost: true),
            "the server's certificate is of another host: https://h/…. Push to a name that stands in the certificate"
        ),
        (
            .untrusted(address: "https://h/…", isOtherHost: false),
            "nobody who is trusted signed the server's certificate, or it has run out: https://h/…. "
                + "Name a PEM file with its signer's certificate, or with its own, in SSL_CERT_FILE"
        ),
        (
            .sendFailed(address: "rtmp://h/a/…", reason: "Connection refused"),
            "pushing failed: Connection refused: rtmp://h/a/…. "
                + "Check the address, its key, and that the server is running"
        ),
        (
            .sendTimedOut(address: "rtmp://h/a/…", doing: "connecting", seconds: 10),
            "the other side took more than 10 s while connecting: rtmp://h/a/…. "
                + "Check the server and the network to it"
        ),
        (
            .sourceFailed(address: "a.ts", reason: "Input/output error"),
            "reading failed: Input/output error: a.ts. Check the connection and try again"
        ),
        (
            .tooLong(address: "http://h/clock", limit: 100),
            "the document is longer than 100 bytes: http://h/clock. Check that the address is the one that was meant"
        ),
        (
            .codecMissing(codec: "av1", doing: "encode"),
            "this libav cannot encode av1. Choose another codec, or install a libav that has it"
        ),
        (.badSetting(name: "size", value: "1x1", reason: "too small"), "size cannot be 1x1: too small"),
        (.decoderFailed(codec: "h264", reason: "x"), "the h264 decoder failed: x"),
        (.encoderFailed(codec: "h264", reason: "x"), "the h264 encoder failed: x"),
        (.muxerFailed(format: "mpegts", reason: "x"), "the container mpegts failed: x"),
        (.scalerFailed(reason: "x"), "the picture cannot be converted: x"),
        (
            .outOfMemory(what: "a picture"),
            "no memory for a picture. Close other programs or use smaller pictures"
        ),
    ]

    @Test(arguments: texts.indices)
    func everyCaseHasItsText(index: Int) {
        let (error, text) = Self.texts[index]
        #expect(error.description == text)
        let isUsage =
            switch error {
            case .badTarget, .notCarried: true
            default: false
            }
        #expect(error.exitStatus == (isUsage ? .usage : .failed))
    }
}

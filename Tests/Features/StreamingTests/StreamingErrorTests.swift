import LabModel
import Media
import StreamHTTP
import Streaming
import Testing

@Suite("Streaming errors")
struct StreamingErrorTests {
    @Test(
        "every error says what, where and what to do",
        arguments: [
            (
                StreamingError.contentMissing,
                "a prerecorded stream needs a video file. "
                    + "Name one with --content, or stream live with --video-type LIVE.",
                LabModel.ExitStatus.usage
            ),
            (
                .badLadder(reason: "R"),
                "the ladder cannot be made: R: --ladder. "
                    + "Name heights up to the stream's own, such as --ladder 720p,480p,240p, and --codec h264.",
                .usage
            ),
            (
                .soundNotCarried(codec: "mjpeg"),
                "no container carries mjpeg with sound: --audio. Leave it out, or take --codec h264.",
                .usage
            ),
            (
                .unreadableContent(path: "a.mp4", reason: "R"),
                "cannot read the content file: R: a.mp4. Name a readable video file with --content.",
                .failed
            ),
            (
                .unreadableAuthorities(path: "/x/ca.pem", reason: "R"),
                "no certificates to trust can be read: R: /x/ca.pem. "
                    + "Name a PEM file in SSL_CERT_FILE, or unset it to trust whom the system trusts.",
                .usage
            ),
            (
                .readyFile(path: "/x/r", reason: "R"),
                "cannot write the ready file: R: /x/r. "
                    + "Name a file in a folder that can be written to with --ready-file.",
                .failed
            ),
        ]
    )
    func text(error: StreamingError, text: String, status: LabModel.ExitStatus) {
        #expect(error.description == text)
        #expect(error.exitStatus == status)
    }

    @Test("what a part says is passed on whole")
    func passedOn() {
        let media = MediaError.codecMissing(codec: "av1", doing: "encode")
        let server = StreamHTTPError.portInUse(host: "h", port: 1)
        #expect(StreamingError.media(media).description == media.description)
        #expect(StreamingError.media(media).exitStatus == media.exitStatus)
        #expect(StreamingError.server(server).description == server.description)
    }
}

import Media
import Testing

@Suite struct SessionTransportTests {
    @Test(
        arguments: [
            ("rtsp://cam/x", .tcp), ("rtsps://u:p@cam/x?key=udp", .tcp), ("rtsp://cam/x?transport=udp", .udp),
            ("rtsp://cam/x?rtsp_transport=tcp", .tcp), ("rtsp://cam/x?udp", .udp), ("rtsp://cam/x?tcp", .tcp),
            ("rtsp://cam/x?transport=raw", nil), ("http://cam/x?udp", nil),
            ("udp://cam:9000", nil), ("a.ts", nil),
        ] as [(String, SessionTransport?)]
    )
    func isReadFromTheAddress(url: String, transport: SessionTransport?) {
        #expect(SessionTransport(url) == transport)
    }
}

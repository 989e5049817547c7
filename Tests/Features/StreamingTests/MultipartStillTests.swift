import LabModel
import Testing

@testable import Streaming

@Suite("Multipart still")
struct MultipartStillTests {
    @Test("a part tells its type, length and time, and ends with the boundary")
    func part() {
        let bytes = MultipartStill.part(Array("JPEG".utf8), stamp: WallTime(nanoseconds: 1_800_000_000_000_000_042))
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "Content-Type: image/jpeg\r\nContent-Length: 4\r\nX-Timestamp: 1800000000.000000042\r\n\r\n"
                + "JPEG\r\n--glasslab-picture\r\n"
        )
        #expect(String(decoding: MultipartStill.header, as: UTF8.self) == "--glasslab-picture\r\n")
        let parts = MultipartBytes(MultipartStill.header + bytes + bytes)
        #expect(parts.isWhole && parts.pictures.count == 2)
    }
}

import LabModel
import NIOCore
import Testing

@testable import LabServer

@Suite("The form that measures")
struct MeasureFormTests {
    private func fields(_ text: String) throws -> FormFields {
        try FormFields(ByteBuffer(string: text))
    }

    @Test("is an order")
    func order() throws {
        let text = "id=a+b&provider=cloud&duration_s=12.5&size=640x360&fps=30&codec=vp9&bitrate=1M&link=delay%3D5ms"
        let order = try MeasureForm.order(try fields(text))
        #expect(order.id == "a b")
        #expect(order.provider == "cloud")
        #expect(order.durationS == 12.5)
        #expect(order.size == "640x360")
        #expect(order.fps == "30")
        #expect(order.codec == "vp9")
        #expect(order.bitrate == "1M")
        #expect(order.link == "delay=5ms")
    }

    @Test("needs a length that is a number", arguments: ["", "abc", "1e999", "nan"])
    func badLength(text: String) throws {
        let fields = try fields("id=a&duration_s=\(text)")
        let expected = LabServerError.badParameter("duration_s", value: text, expected: "a number of seconds")
        #expect(throws: expected) { try MeasureForm.order(fields) }
    }

    @Test("keeps what was typed, and what is usual where nothing was")
    func typed() throws {
        let order = MeasureForm.typed(try fields("id=x&size=huge&duration_s=soon"))
        #expect(order.id == "x")
        #expect(order.size == "huge")
        #expect(order.durationS == MeasurementOrder().durationS)
        #expect(order.codec == "h264")
    }

    @Test("comes with a name of its own")
    func usualName() {
        let instant = WallTime(nanoseconds: 1_795_000_000_000_000_000)
        #expect(MeasureForm.usualName(at: instant) == "dashboard-20261118T110640Z")
    }
}

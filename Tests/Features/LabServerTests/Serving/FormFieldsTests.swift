import HTTPTypes
import LabModel
import LabTesting
import NIOCore
import RunStore
import Testing

@testable import LabServer

@Suite("Form fields")
struct FormFieldsTests {
    @Test(
        "fields are read as browsers write them",
        arguments: [
            ("a=1&b=2", "a", "1"), ("a=x+y%20z", "a", "x y z"), ("a=%C3%A4%2B", "a", "ä+"), ("a=1&a=2", "a", "2"),
            ("a", "a", ""), ("a=b=c", "a", "b=c"), ("%61=1", "a", "1"), ("a=&&", "a", ""),
        ]
    )
    func fields(body: String, name: String, value: String) throws {
        let fields = try FormFields(ByteBuffer(string: body))
        #expect(fields[name] == value)
        #expect(fields["other"] == nil)
    }

    @Test("what is no form is refused", arguments: ["a=%", "a=%2", "a=%zz", "a=%FF", "%=1"])
    func wrong(body: String) {
        #expect(throws: LabServerError.badBody(reason: "a field is not UTF-8 with percent signs")) {
            try FormFields(ByteBuffer(string: body))
        }
    }

    @Test("there is a limit of fields")
    func limit() {
        let body = Array(repeating: "a=1", count: 301).joined(separator: "&")
        #expect(throws: LabServerError.badBody(reason: "it has more than 300 fields")) {
            try FormFields(ByteBuffer(string: body))
        }
    }

    @Test("what is escaped is read back, whatever it is")
    func roundTrip() throws {
        var generator = SeededGenerator(seed: 3)
        for _ in 0..<500 {
            let scalars = (0..<Int.random(in: 0...20, using: &generator)).compactMap { _ in
                Unicode.Scalar(UInt32.random(in: 0...0x2FFF, using: &generator))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let escaped = FormFields.escaped(text)
            #expect(escaped.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "%") })
            #expect(try FormFields(ByteBuffer(string: "a=\(escaped)"))["a"] == text)
        }
    }

    @Test("any bytes are read or refused")
    func fuzz() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                [UInt8](("a=&%+".utf8)).randomElement(using: &generator).flatMap { byte in
                    Bool.random(using: &generator) ? byte : UInt8.random(in: .min ... .max, using: &generator)
                } ?? 0
            }
            _ = try? FormFields(ByteBuffer(bytes: bytes))
        }
    }
}

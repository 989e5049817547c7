import Testing

@testable import LabServer

@Suite("Parameters")
struct ParameterReaderTests {
    private func reader(_ query: String) throws -> ParameterReader {
        try ParameterReader(query)
    }

    @Test("texts, with percent signs and plus signs as forms write them")
    func texts() throws {
        let reader = try reader("a=x+y%2B%C3%A4&b=1&b=2&b=&c=")
        #expect(try reader.text("a", upTo: 10) == "x y+ä")
        #expect(try reader.texts("b", upTo: 10, count: 2) == ["1", "2"])
        #expect(try reader.text("c", upTo: 10) == nil)
        #expect(try reader.text("d", upTo: 10) == nil)
    }

    @Test("limits")
    func limits() throws {
        let reader = try reader("a=12345&b=1&b=2&c=%0A")
        #expect(throws: LabServerError.badParameter("a", value: "12345", expected: "a text of at most 4 characters")) {
            try reader.text("a", upTo: 4)
        }
        #expect(throws: LabServerError.badParameter("b", value: "2", expected: "given at most 1 times")) {
            try reader.text("b", upTo: 4)
        }
        #expect(throws: LabServerError.self) { try reader.text("c", upTo: 4) }
    }

    @Test("numbers, switches and choices")
    func values() throws {
        let reader = try reader("n=7&d=1.5&t=true&s=complete&w=x")
        #expect(try reader.integer("n", in: 1...7) == 7)
        #expect(try reader.number("d", in: 0...2) == 1.5)
        #expect(try reader.flag("t") == true)
        #expect(throws: LabServerError.badParameter("n", value: "7", expected: "a whole number from 1 to 6")) {
            try reader.integer("n", in: 1...6)
        }
        #expect(throws: LabServerError.self) { try reader.number("d", in: 2...3) }
        #expect(throws: LabServerError.badParameter("w", value: "x", expected: "true or false")) {
            try reader.flag("w")
        }
    }

    @Test("what is no list of parameters is refused", arguments: ["a=%", "%FF=1", "a=%zz"])
    func wrong(query: String) {
        let expected = "a list of parameters: a field is not UTF-8 with percent signs"
        #expect(throws: LabServerError.badParameter("?", value: query, expected: expected)) {
            try reader(query)
        }
    }

    @Test("all parameters that an address may carry are read, and too many are refused as that")
    func many() throws {
        let query = Array(repeating: "run=a", count: 300).joined(separator: "&")
        #expect(try reader(query).texts("run", upTo: 9, count: 300).count == 300)
        let error = #expect(throws: LabServerError.self) { try reader(query + "&run=a") }
        #expect(error?.what.hasSuffix("is not a list of parameters: it has more than 300 fields") == true)
    }
}

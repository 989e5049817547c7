import Foundation
import SlurmJobs
import Testing

@Suite struct SlurmJobIDTests {
    @Test(arguments: [("12\n", 12), ("12;lab\n", 12), ("12", 12)])
    func readsWhatSbatchWrites(text: String, number: Int) {
        #expect(SlurmJobID(parsable: text)?.number == number)
    }

    @Test(arguments: ["", "\n", "0", "-1", "Submitted batch job 12", ";lab", "12 13"])
    func readsNothingElse(text: String) {
        #expect(SlurmJobID(parsable: text) == nil)
    }

    @Test func isABareNumberInJSON() throws {
        let id = try #require(SlurmJobID(60))
        let data = try JSONEncoder().encode([id])
        #expect(String(decoding: data, as: UTF8.self) == "[60]")
        #expect(try JSONDecoder().decode([SlurmJobID].self, from: data) == [id])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode([SlurmJobID].self, from: Data("[0]".utf8)) }
    }
}

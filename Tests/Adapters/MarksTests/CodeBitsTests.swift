import LabModel
import LabTesting
import Testing

@testable import Marks

@Suite struct CodeBitsTests {
    private func format(of code: QRCode) -> UInt16 {
        CodeGrid.format.reduce(0) { $0 << 1 | (code.modules[$1.row * code.side + $1.column] ? 1 : 0) }
    }

    @Test func everyMaskOfTheLibraryIsUnderstood() throws {
        var masks: Set<Int> = []
        for number in 0..<300 as Range<UInt32> {
            let code = try #require(MarkCode(.test(number &* 7_777_777)))
            let drawn = try QRCode(MarkText.write(code), kind: .mark)
            let mask = try #require(CodeGrid.mask(ofFormat: format(of: drawn)))
            masks.insert(mask)
            var bits = CodeBits(CodeGrid.data.map { drawn.modules[$0.row * drawn.side + $0.column] })
            bits.words ^= CodeGrid.maskBits[mask].words
            #expect(bits.code == code)
            #expect(bits.distance(to: CodeBits(code)) == 0)
        }
        #expect(masks == Set(0..<8))
    }

    @Test func bitsOfATextLeadBackToIt() throws {
        let code = try #require(MarkCode(.test(5)))
        let other = try #require(MarkCode(.test(6)))
        #expect(CodeBits(code).code == code)
        #expect(CodeBits(code).distance(to: CodeBits(other)) > MarkJudge.greatestCodeDistance)
    }

    @Test func everyFlippedBitOfTheTextIsNoticed() throws {
        let code = try #require(MarkCode(.test(5)))
        for bit in 0..<CodeGrid.textBits {
            var bits = CodeBits(code)
            bits.words[bit / 56] ^= 1 << UInt64(55 - bit % 56)
            #expect(bits.code == nil)
            #expect(bits.distance(to: CodeBits(code)) == 1)
        }
    }

    @Test func randomBitsAreNoMark() {
        var generator = SeededGenerator(seed: 4)
        for _ in 0..<20_000 {
            var bits = CodeBits()
            for word in 0..<4 {
                bits.words[word] = generator.next() & ((1 << 56) - 1)
            }
            #expect(bits.code == nil)
        }
    }

    @Test func theGridHasAPlaceForEachBit() {
        #expect(CodeGrid.data.count == 224)
        #expect(Set(CodeGrid.data + CodeGrid.format).count == 239)
        #expect(
            (CodeGrid.data + CodeGrid.format).allSatisfy { (0..<25).contains($0.row) && (0..<25).contains($0.column) }
        )
    }

    @Test func formatInformationForgivesThreeBitsAndNoMore() {
        for (mask, format) in CodeGrid.formats.enumerated() {
            #expect(CodeGrid.mask(ofFormat: format ^ 0b100_0010_0000_0001) == mask)
        }
        #expect(CodeGrid.mask(ofFormat: 0) == nil)
    }
}

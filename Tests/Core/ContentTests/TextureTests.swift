import Testing

@testable import Content

@Suite struct TextureTests {
    private let texture = Texture(
        seed: 3,
        octaves: [.init(cell: 8, weight: 2), .init(cell: 2, weight: 1)],
        range: 40...200,
        period: 32,
        rows: 16,
        reach: 50
    )

    private func row(_ y: Int, from offset: Int, count: Int) -> [UInt8] {
        var samples: [UInt8] = []
        texture.withRow(y, from: offset) { samples = Array(UnsafeBufferPointer(start: $0, count: count)) }
        return samples
    }

    @Test func itRepeatsWithoutASeamInBothDirections() {
        for y in -3..<20 {
            let samples = row(y, from: 0, count: 32)
            #expect(row(y + 16, from: 64, count: 32) == samples)
            #expect(row(y, from: -32, count: 32) == samples)
            #expect(row(y, from: 31, count: 51) == (0..<51).map { samples[($0 + 31) % 32] })
        }
    }

    @Test func itKeepsToItsRangeAndUsesMuchOfIt() throws {
        let samples = (0..<16).flatMap { row($0, from: 0, count: 32) }
        #expect(samples.allSatisfy { (40...200).contains($0) })
        let (least, greatest) = (try #require(samples.min()), try #require(samples.max()))
        #expect(greatest - least > 80)
    }

    @Test func neighboursAreAlike() {
        let smooth = Texture(
            seed: 4,
            octaves: [.init(cell: 16, weight: 1)],
            range: 0...255,
            period: 64,
            rows: 32,
            reach: 64
        )
        for y in 0..<32 {
            smooth.withRow(y, from: 0) { samples in
                for x in 0..<64 {
                    #expect(abs(Int(samples[x]) - Int(samples[x + 1])) <= 26)
                }
            }
        }
    }
}

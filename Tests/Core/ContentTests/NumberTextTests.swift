import LabModel
import Testing

@testable import Content

@Suite struct NumberTextTests {
    private func lines(_ number: FrameNumber) throws -> [String] {
        let size = PixelSize(width: 144, height: 144)
        let memory = PictureMemory(size: size)
        NumberText(size: size).draw(number, into: try memory.view)
        let luma = memory.samples(0)
        return (16..<25).map { y in
            String((2..<39).map { luma[y * 144 + $0] == 224 ? "#" : luma[y * 144 + $0] == 32 ? "." : "?" })
        }
    }

    @Test func theLastSixDigitsAreDrawn() throws {
        let expected = [
            ".....................................",
            "...#....###..#####....#..#####..###..",
            "..##...#...#....#....##..#.....#...#.",
            "...#.......#...#....#.#..####..#..##.",
            "...#.....##.....#..#..#......#.#.#.#.",
            "...#....#........#.#####.....#.##..#.",
            "...#...#.....#...#....#..#...#.#...#.",
            "..###..#####..###.....#...###...###..",
            ".....................................",
        ]
        #expect(try lines(7_123_450) == expected)
    }

    @Test func aPictureWithoutRoomStaysAsItWas() throws {
        let size = PixelSize(width: 30, height: 160)
        let memory = PictureMemory(size: size)
        NumberText(size: size).draw(5, into: try memory.view)
        #expect(memory.samples(0).allSatisfy { $0 == PictureMemory.untouched })
    }

    @Test func everyDigitIsAnother() {
        let shapes = (0..<10).map { digit in
            (0..<35).map { DigitFont.isSet(digit: digit, x: $0 % 5, y: $0 / 5) }
        }
        #expect(Set(shapes).count == 10)
    }
}

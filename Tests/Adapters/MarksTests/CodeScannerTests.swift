import LabModel
import Testing

@testable import Marks

@Suite struct CodeScannerTests {
    private func findings(_ picture: TestPicture) -> [CodeScanner.Finding] {
        let scanner = CodeScanner()
        return picture.luma.withUnsafeBufferPointer {
            scanner.scan($0, width: picture.size.width, height: picture.size.height)
        }
    }

    @Test func aCodeIsFoundWithItsTextAndPlace() throws {
        let size = PixelSize(width: 486, height: 240)
        let stamp = FrameStamp.test(5)
        let found = findings(try TestPicture.marked(stamp, size: size))
        let finding = try #require(found.first)
        #expect(found.count == 1)
        #expect(finding.text == MarkText.write(try #require(MarkCode(stamp))))
        let box = GridMap(MarkLayout(size: size)).codeBox(modules: 25)
        #expect(abs(finding.box.x.lowerBound - box.x.lowerBound) < 4)
        #expect(abs(finding.box.x.upperBound - box.x.upperBound) < 4)
        #expect(abs(finding.box.y.lowerBound - box.y.lowerBound) < 4)
        #expect(abs(finding.box.y.upperBound - box.y.upperBound) < 4)
    }

    @Test func severalCodesAreAllFound() throws {
        let size = PixelSize(width: 240, height: 240)
        let first = try TestPicture.marked(.test(5), size: size)
        var both = first.placed(x: 0, y: 0, in: PixelSize(width: 480, height: 240))
        let second = try TestPicture.marked(.test(6), size: size)
        for row in 0..<240 {
            both.luma.replaceSubrange(row * 480 + 240..<row * 480 + 480, with: second.luma[row * 240..<row * 240 + 240])
        }
        let numbers = findings(both).compactMap { MarkText.read($0.text)?.number }
        #expect(numbers.sorted() == [5, 6])
    }

    @Test func aBufferThatIsTooShortIsNotScanned() {
        let scanner = CodeScanner()
        let few = [UInt8](repeating: 0, count: 100)
        let found = few.withUnsafeBufferPointer { scanner.scan($0, width: 100, height: 100) }
        #expect(found.isEmpty)
    }
}

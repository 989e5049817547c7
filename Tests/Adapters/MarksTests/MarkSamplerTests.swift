import LabModel
import Testing

@testable import Marks

@Suite struct MarkSamplerTests {
    private let size = PixelSize(width: 640, height: 360)

    private func sample(_ picture: TestPicture, map: GridMap? = nil) throws -> MarkEvidence {
        let map = map ?? GridMap(MarkLayout(size: picture.size))
        return try picture.luma.withUnsafeBytes { bytes in
            let base = try #require(bytes.baseAddress)
            let width = picture.size.width
            let plane = PlaneView(base: base, width: width, height: picture.size.height, stride: width)
            return MarkSampler(map: map, shape: PlaneShape(plane)).sample(plane)
        }
    }

    @Test func allThreeCopiesAreReadInPlace() throws {
        for number: UInt32 in [0, 1, 17, 4_000_000_000] {
            let code = try #require(MarkCode(.test(number)))
            let evidence = try sample(TestPicture.marked(.test(number), size: size))
            #expect(evidence == MarkEvidence(top: .whole(code), bottom: .whole(code), sampled: .whole(code)))
        }
    }

    @Test func aPictureWithoutAMarkHasNoCopies() throws {
        #expect(try sample(TestPicture(size: size)) == MarkEvidence())
    }

    @Test func aMapBeyondThePictureHasNoCopies() throws {
        var map = GridMap(MarkLayout(size: size))
        map.y.origin -= 400
        #expect(try sample(TestPicture.marked(.test(1), size: size), map: map) == MarkEvidence())
        map.y.origin = .nan
        #expect(try sample(TestPicture.marked(.test(1), size: size), map: map) == MarkEvidence())
    }

    @Test func unevenLightIsNoHindrance() throws {
        var picture = try TestPicture.marked(.test(3), size: size)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let sample = Int(picture.luma[y * size.width + x])
                picture.luma[y * size.width + x] = UInt8(sample * (400 - x / 3) / 500 + 40 * y / 360)
            }
        }
        let code = try #require(MarkCode(.test(3)))
        let evidence = try sample(picture)
        #expect(evidence == MarkEvidence(top: .whole(code), bottom: .whole(code), sampled: .whole(code)))
    }

    @Test func aFewWrongCellsAreSaidToBeDamage() throws {
        var picture = try TestPicture.marked(.test(3), size: size)
        let layout = MarkLayout(size: size)
        for y in layout.y(132)..<layout.y(135) {
            for x in layout.x(30)..<layout.x(33) {
                picture.luma[y * size.width + x] ^= 0xFF
            }
        }
        let code = try #require(MarkCode(.test(3)))
        var rows = code.rows
        rows[0] ^= 1 << 35
        let evidence = try sample(picture)
        #expect(evidence.top == .whole(code))
        #expect(evidence.bottom == .damaged(rows))
    }
}

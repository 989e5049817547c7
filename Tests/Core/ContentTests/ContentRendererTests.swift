import Content
import LabModel
import LabTesting
import Testing

@Suite(.heavy) struct ContentRendererTests {
    private func draw(_ number: FrameNumber, seed: UInt32, size: PixelSize) throws -> PictureMemory {
        var renderer = ContentRenderer(seed: seed, size: size)
        let memory = PictureMemory(size: size)
        renderer.render(number, into: try memory.view)
        return memory
    }

    @Test(arguments: [
        (PixelSize(width: 486, height: 240), UInt32(1), FrameNumber(0), UInt32(0x8854_EE17)),
        (PixelSize(width: 486, height: 240), 1, 1, 0x96AD_6F12),
        (PixelSize(width: 486, height: 240), 4_000_000_000, 4_294_967_295, 0xAEE2_8467),
        (PixelSize(width: 720, height: 480), 7, 12_345, 0xD672_98AC),
        (PixelSize(width: 146, height: 150), 7, 12_345, 0xE11D_EB1E),
        (PixelSize(width: 16, height: 16), 7, 12_345, 0xD88E_FBA7),
    ])
    func everyByteIsAsWhenTheVersionWasMade(
        size: PixelSize,
        seed: UInt32,
        number: FrameNumber,
        checksum: UInt32
    ) throws {
        let memory = try draw(number, seed: seed, size: size)
        #expect(memory.checksum == checksum, "\(String(memory.checksum, radix: 16))")
        #expect(memory.paddingIsUntouched)
    }

    @Test func aFrameDoesNotDependOnTheFramesBefore() throws {
        let size = PixelSize(width: 320, height: 240)
        var renderer = ContentRenderer(seed: 3, size: size)
        let memory = PictureMemory(size: size)
        for number: FrameNumber in [9, 2, 70_000, 5] {
            renderer.render(number, into: try memory.view)
        }
        #expect(memory.checksum == (try draw(5, seed: 3, size: size)).checksum)
    }

    @Test(arguments: [PixelSize(width: 486, height: 240), PixelSize(width: 64, height: 200)])
    func samplesKeepToLimitedRange(size: PixelSize) throws {
        for number: FrameNumber in [0, 33, 1_000_000] {
            let memory = try draw(number, seed: 11, size: size)
            #expect(memory.samples(0).allSatisfy { (16...235).contains($0) })
            #expect(memory.samples(1).allSatisfy { (16...240).contains($0) })
            #expect(memory.samples(2).allSatisfy { (16...240).contains($0) })
        }
    }

    @Test func seedsGiveOtherPictures() throws {
        let size = PixelSize(width: 160, height: 144)
        #expect(try draw(0, seed: 1, size: size).checksum != draw(0, seed: 2, size: size).checksum)
    }

    @Test func everyPartOfEveryPlaneMoves() throws {
        let size = PixelSize(width: 320, height: 240)
        let first = try draw(100, seed: 1, size: size)
        let later = try draw(104, seed: 1, size: size)
        for plane in 0..<3 {
            let changed = zip(first.samples(plane), later.samples(plane)).count { $0 != $1 }
            #expect(changed > first.samples(plane).count / 2, "plane \(plane)")
        }
    }

    @Test func aPictureOfAnotherSizeIsLeftAlone() throws {
        var renderer = ContentRenderer(seed: 1, size: PixelSize(width: 64, height: 64))
        let memory = PictureMemory(size: PixelSize(width: 64, height: 66))
        renderer.render(0, into: try memory.view)
        #expect(memory.samples(0).allSatisfy { $0 == PictureMemory.untouched })
    }
}

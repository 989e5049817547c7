import LabModel
import Testing

@testable import HLS

@Suite struct VariantChoiceTests {
    private static func variant(_ size: String?, _ rate: Int, codecs: [String] = []) -> VariantStream {
        var variant = VariantStream(uri: "x", bandwidth: DataRate(bitsPerSecond: rate))
        variant.resolution = size.flatMap { PixelSize($0) }
        variant.codecs = codecs
        return variant
    }

    private static let ladder = [
        variant("1280x720", 2_500_000), variant("1280x720", 4_000_000), variant("640x360", 800_000),
        variant(nil, 64_000),
        variant(nil, 32_000, codecs: ["mp4a.40.2"]), variant("1280x720", 4_000_000),
    ]

    @Test(arguments: [
        (VariantChoice.highest, 1), (.lowest, 3), (.adaptive, 3), (.size(PixelSize(width: 640, height: 360)), 2),
        (.size(PixelSize(width: 1_280, height: 720)), 1), (.bitrate(DataRate(bitsPerSecond: 3_000_000)), 0),
        (.bitrate(DataRate(bitsPerSecond: 4_000_000)), 1), (.bitrate(DataRate(bitsPerSecond: 10)), 3),
        (.nearest(PixelSize(width: 1_920, height: 1_080)), 1), (.nearest(PixelSize(width: 320, height: 180)), 2),
    ])
    func oneIsChosen(choice: VariantChoice, index: Int) throws {
        #expect(try choice.index(in: Self.ladder) == index)
    }

    @Test func whatIsNotThereIsSaid() {
        #expect(throws: PlaylistError.noVariants) { try VariantChoice.highest.index(in: []) }
        #expect(throws: PlaylistError.noVariants) {
            try VariantChoice.nearest(PixelSize(width: 2, height: 2)).index(in: [Self.ladder[4]])
        }
        #expect(
            throws: PlaylistError.noSuchSize(
                "100x100",
                there: ["1280x720@2500000", "1280x720@4000000", "640x360@800000", "64000", "1280x720@4000000"]
            )
        ) {
            try VariantChoice.size(PixelSize(width: 100, height: 100)).index(in: Self.ladder)
        }
        #expect((try? VariantChoice.nearest(PixelSize(width: 2, height: 2)).index(in: [Self.ladder[3]])) == 0)
    }
}

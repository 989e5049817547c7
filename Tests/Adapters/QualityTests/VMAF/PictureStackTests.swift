import Foundation
import Glibc
import LabModel
import Testing

@testable import Quality

@Suite struct PictureStackTests {
    private func bytes(_ clip: VMAFClip, hasChroma: Bool, upper: Int, lower: Int) -> Data {
        let stack = PictureStack(shape: clip.shape, hasChroma: hasChroma)
        let pictures = (clip.references[upper], clip.distorted[lower])
        return withExtendedLifetime(pictures) {
            stack.withParts(upper: .picture(pictures.0.view), lower: .picture(pictures.1.view)) { parts in
                parts.reduce(into: Data()) { whole, part in
                    guard let base = part.iov_base else { return }
                    whole.append(Data(bytes: base, count: part.iov_len))
                }
            }
        }
    }

    @Test(arguments: [8, 10])
    func planesOfBothStandAboveEachOther(depth: Int) {
        let clip = VMAFClip(2, width: 32, height: 16, depth: depth)
        let (first, second) = (clip.references[0].packed, clip.distorted[1].packed)
        let luma = 32 * 16 * clip.shape.bytesPerSample
        let chroma = luma / 4
        var wanted = first.prefix(luma) + second.prefix(luma)
        for plane in 0..<2 {
            let range = luma + plane * chroma..<luma + (plane + 1) * chroma
            wanted += first[range] + second[range]
        }
        #expect(bytes(clip, hasChroma: true, upper: 0, lower: 1) == wanted)
    }

    @Test(arguments: [8, 10])
    func chromaThatNobodyReadsIsBlank(depth: Int) {
        let clip = VMAFClip(2, width: 32, height: 16, depth: depth)
        let luma = 32 * 16 * clip.shape.bytesPerSample
        let wanted = clip.references[0].packed.prefix(luma) + clip.distorted[1].packed.prefix(luma) + Data(count: luma)
        #expect(bytes(clip, hasChroma: false, upper: 0, lower: 1) == wanted)
    }

    @Test func modelsOfTheFirstGenerationSeeLumaAlone() {
        let seeing = VMAFModel.named.filter(\.seesChroma)
        #expect(seeing == [.first])
        #expect(VMAFModel.file("/a.json").seesChroma)
    }
}

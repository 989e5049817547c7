public import LabModel

/// A reference and what became of it: two pictures of one size, depth and chroma layout, borrowed.
public struct PicturePair {
    /// What was sent.
    public let reference: PictureView
    /// What was received or displayed.
    public let distorted: PictureView
    /// Areas that do not count, in pixels of luma, each rounded out to even pixels; empty where the whole picture counts.
    ///
    /// PSNR leaves them out of its mean; SSIM and MS-SSIM see both pictures with mid grey there.
    public let masks: [PixelRect]

    /// Puts two pictures together.
    ///
    /// - Throws: ``QualityError/differentShapes(reference:distorted:)`` where size, depth or chroma layout differ.
    public init(reference: PictureView, distorted: PictureView, masks: [PixelRect] = []) throws(QualityError) {
        guard Self.shape(of: reference) == Self.shape(of: distorted) else {
            throw .differentShapes(reference: Self.text(of: reference), distorted: Self.text(of: distorted))
        }
        self.reference = reference
        self.distorted = distorted
        self.masks = masks
    }

    private static func shape(of picture: PictureView) -> [Int] {
        [picture.luma, picture.chromaBlue, picture.chromaRed].flatMap { [$0.width, $0.height, $0.depth] }
    }

    private static func text(of picture: PictureView) -> String {
        "\(picture.luma.size) of \(picture.luma.depth) bits"
    }
}

internal import LabModel

/// Luma of both pictures of a pair with its masks filled.
struct LumaMasking {
    private let reference = MaskedCopy()
    private let distorted = MaskedCopy()

    /// The planes themselves where nothing is masked, otherwise copies that live until the next call.
    func luma(of pair: PicturePair) -> (reference: PlaneView, distorted: PlaneView) {
        guard !pair.masks.isEmpty else { return (pair.reference.luma, pair.distorted.luma) }
        return (
            reference.takeLuma(pair.reference, masks: pair.masks).luma,
            distorted.takeLuma(pair.distorted, masks: pair.masks).luma
        )
    }
}

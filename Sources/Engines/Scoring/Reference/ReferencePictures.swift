internal import LabModel
internal import Media

/// Memory for a reference and its neighbours.
final class ReferencePictures {
    let before: PictureBuffer
    let at: PictureBuffer
    let after: PictureBuffer
    /// Which neighbours hold a picture: a stream's first frame has none before it, and who needs none draws none.
    var hasBefore = false
    var hasAfter = false

    init(size: PixelSize) throws(MediaError) {
        before = try PictureBuffer.make(size: size)
        at = try PictureBuffer.make(size: size)
        after = try PictureBuffer.make(size: size)
    }

    /// Lends the pictures, in place.
    func lend<R>(_ body: (References) -> R) -> R {
        before.withPlanes { before in
            at.withPlanes { at in
                after.withPlanes { after in
                    body(
                        References(
                            before: hasBefore ? before.readOnly : nil,
                            at: at.readOnly,
                            after: hasAfter ? after.readOnly : nil
                        )
                    )
                }
            }
        }
    }
}

/// A reference with its neighbours, borrowed.
struct References {
    /// The one before; nil for a first frame, and where no metric looks at it.
    var before: PictureView?
    /// What the picture is compared with.
    var at: PictureView
    /// The one after; nil for a last frame, and where no metric looks at it.
    var after: PictureView?
}

internal import CFFmpeg

/// How samples are colours: which matrix made them, and how much of their range they use.
struct PictureColour: Hashable, Sendable {
    /// libswscale's number of the matrix; nil where nothing names it.
    var matrix: Int32?
    /// Whether samples use all values, from 0 to 255 of 8 bits; what does not say so does not.
    var isFull: Bool

    /// What the lab's own pictures are: BT.709 in limited range.
    static let own = PictureColour(matrix: SWS_CS_ITU709, isFull: false)

    init(matrix: Int32?, isFull: Bool) {
        self.matrix = matrix
        self.isFull = isFull
    }

    /// What a frame says of itself.
    init(of frame: FrameOwner) {
        let values = frame.pointer.pointee
        self.init(
            matrix: Self.matrix(of: values.colorspace),
            isFull: frame.isNamedFull || values.color_range == AVCOL_RANGE_JPEG
        )
    }

    /// Whether samples of both can be compared as they are: a matrix that nothing names is taken for the other's.
    func agrees(with other: PictureColour) -> Bool {
        isFull == other.isFull && (matrix == other.matrix || matrix == nil || other.matrix == nil)
    }

    /// Such as `bt709 limited`.
    var text: String {
        let names: [Int32: String] = [
            SWS_CS_ITU709: "bt709", SWS_CS_FCC: "fcc", SWS_CS_ITU601: "bt601", SWS_CS_SMPTE240M: "smpte240m",
            SWS_CS_BT2020: "bt2020",
        ]
        return "\(matrix.flatMap { names[$0] } ?? "any matrix") \(isFull ? "full" : "limited")"
    }

    private static func matrix(of space: AVColorSpace) -> Int32? {
        switch space {
        case AVCOL_SPC_BT709: SWS_CS_ITU709
        case AVCOL_SPC_BT470BG, AVCOL_SPC_SMPTE170M: SWS_CS_ITU601
        case AVCOL_SPC_FCC: SWS_CS_FCC
        case AVCOL_SPC_SMPTE240M: SWS_CS_SMPTE240M
        case AVCOL_SPC_BT2020_NCL, AVCOL_SPC_BT2020_CL: SWS_CS_BT2020
        default: nil
        }
    }
}

extension FrameOwner {
    /// Whether the pixel format's own name says full range.
    fileprivate var isNamedFull: Bool {
        [AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P, AV_PIX_FMT_YUVJ411P]
            .contains(format)
    }
}

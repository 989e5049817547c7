/// What one picture scored against one reference.
public struct FrameQuality: Hashable, Sendable, Codable {
    /// How picture and reference were put together.
    public enum Pairing: String, Sendable, Codable {
        /// The received frame against the reference of the same number.
        case matched
        /// What was displayed when the reference was due against that reference.
        case displayed
    }

    /// The stream that the reference was redrawn from.
    public var streamID: StreamID
    /// The reference's number.
    public var number: FrameNumber
    /// How picture and reference were put together.
    public var pairing: Pairing
    /// The picture's own number: the reference's where matched; nil for the black before the first picture.
    public var shown: FrameNumber?
    /// Whole pictures compared.
    public var scores: PictureScores
    /// Compared without the area of the mark; nil where that was not asked.
    public var masked: PictureScores?

    /// Makes one; each argument is the property of its name.
    public init(
        streamID: StreamID,
        number: FrameNumber,
        pairing: Pairing,
        shown: FrameNumber?,
        scores: PictureScores,
        masked: PictureScores? = nil
    ) {
        self.streamID = streamID
        self.number = number
        self.pairing = pairing
        self.shown = shown
        self.scores = scores
        self.masked = masked
    }
}

/// The scores of one pair of pictures; nil is what was not asked for or could not be computed.
public struct PictureScores: Hashable, Sendable, Codable {
    /// Luma PSNR in dB, capped as libvmaf caps it: 60 at 8 bits, 72 at 10.
    public var psnrY: Double?
    /// PSNR of blue difference in dB, capped likewise.
    public var psnrU: Double?
    /// PSNR of red difference in dB, capped likewise.
    public var psnrV: Double?
    /// Luma's mean squared error, in squares of 8-bit steps whatever the depth, so that frames can be pooled.
    public var mseY: Double?
    /// SSIM of luma as libvmaf's float_ssim, at most 1.
    public var ssimY: Double?
    /// MS-SSIM of luma as libvmaf's float_ms_ssim, at most 1.
    public var msSsimY: Double?
    /// VMAF, 0 to 100.
    public var vmaf: Double?

    /// Makes scores of which none is known.
    public init() {}

    /// The same, with what is no finite number as what could not be computed.
    public var finite: PictureScores {
        var scores = PictureScores()
        scores.psnrY = psnrY.flatMap(Self.finite)
        scores.psnrU = psnrU.flatMap(Self.finite)
        scores.psnrV = psnrV.flatMap(Self.finite)
        scores.mseY = mseY.flatMap(Self.finite)
        scores.ssimY = ssimY.flatMap(Self.finite)
        scores.msSsimY = msSsimY.flatMap(Self.finite)
        scores.vmaf = vmaf.flatMap(Self.finite)
        return scores
    }

    private static func finite(_ score: Double) -> Double? {
        score.isFinite ? score : nil
    }
}

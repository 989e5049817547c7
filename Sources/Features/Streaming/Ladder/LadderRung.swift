internal import LabModel
internal import Media

/// One further size in which a stream is offered.
struct LadderRung: Hashable, Sendable {
    /// What its addresses are called by, such as `480p`.
    var name: String
    /// The picture's size; both sides even.
    var size: PixelSize
    /// The encoder's target.
    var bitrate: DataRate

    /// Makes the rung of a height.
    /// - Parameters:
    ///   - height: the picture's height in pixels, even.
    ///   - main: the stream's own size, whose shape is kept, the width rounded to an even number.
    ///   - bitrate: the stream's own target. A picture of a quarter of the samples gets some third of it, because small
    ///     pictures need more bits a sample; never less than 100 kbit/s.
    init(height: Int, of main: PixelSize, bitrate: DataRate) {
        name = "\(height)p"
        let width = (Double(main.width) * Double(height) / Double(main.height) / 2).rounded()
        size = PixelSize(width: max(16, Int(width) * 2), height: height)
        let share = Double(size.width * size.height) / Double(main.width * main.height)
        let own = main == size ? 1 : share.squareRoot() * share.squareRoot().squareRoot()
        self.bitrate = DataRate(bitsPerSecond: max(100_000, Int(Double(bitrate.bitsPerSecond) * own)))
    }

    /// What a second of it may reach: with the boxes of each frame, some 200 bytes, and what rate control may take from its
    /// reserve.
    func highestRate(_ frameRate: FrameRate) -> DataRate {
        let encoder = EncoderSettings(
            codec: .h264,
            size: size,
            frameRate: frameRate,
            bitrate: bitrate,
            gop: .seconds(1)
        )
        return DataRate(bitsPerSecond: meanRate(frameRate).bitsPerSecond + encoder.reserveBits)
    }

    /// What it reaches in the mean, with the boxes of each frame.
    func meanRate(_ frameRate: FrameRate) -> DataRate {
        DataRate(bitsPerSecond: bitrate.bitsPerSecond + Int(200 * 8 * frameRate.framesPerSecond))
    }
}

/// What a session scored.
public struct VMAFOutcome: Hashable, Sendable {
    /// One picture's score.
    public struct Score: Hashable, Sendable {
        /// The number that the picture was submitted by.
        public let id: Int
        /// VMAF, 0 to 100.
        public let vmaf: Double

        /// Makes a score.
        public init(id: Int, vmaf: Double) {
            self.id = id
            self.vmaf = vmaf
        }
    }

    /// The scores that there are, in the order of submission.
    public var scores: [Score] = []
    /// Pictures that were submitted and have no score, in the order of submission.
    public var lost: [Int] = []
    /// Which model predicted them, by libvmaf's name or the file's path.
    public var model: String
    /// Which libvmaf, in which program, such as `libvmaf 3.0.0, ffmpeg 7.1`; nil where nothing was scored.
    public var version: String?
    /// The first thing that went wrong; nil where nothing did.
    public var failure: QualityError?

    /// Makes an outcome without scores.
    public init(model: String) {
        self.model = model
    }
}

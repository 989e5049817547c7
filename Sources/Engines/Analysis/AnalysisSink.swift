public import LabModel

/// Where an analysis puts what it finds; called on the analysis's own threads, one call at a time for each method.
public protocol AnalysisSink: Sendable {
    /// A frame was analysed: in the order of decoding.
    ///
    /// - Parameters:
    ///   - sample: what was seen of the stream under test.
    ///   - control: what the control's half of the same picture showed; nil where the plan names no half, and for an
    ///     access unit that gave no picture.
    func analysed(_ sample: Sample, control: Sample?)

    /// The first picture of a connection came, or the first of another size: its size, and the frames a second that the codec's header promises.
    func opened(size: PixelSize, frameRate: FrameRate?)

    /// Something happened that may explain the numbers: its code and a sentence for a person.
    func noted(code: String, text: String)

    /// Decoding cannot go on; everything that still comes is discarded.
    func failed(_ error: any Error)
}

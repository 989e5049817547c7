public import LabModel

/// One set of runs by one number: their mean with its 95 % interval.
public struct SetMean: Hashable, Sendable, Encodable {
    /// By which number, as its path.
    public let figure: String
    /// The number's unit; nil for counts and ratios.
    @OrNull public var unit: String?
    /// The runs that take part, and their mean; those whose streamer was overloaded, or whose media came past their link, do
    /// not.
    public let set: ComparedSet
    /// The mean with its interval, the clocks' bounds included; nil where no run knows the number, or some do not.
    @OrNull public var interval: Contrast?

    /// Takes the mean of a set.
    ///
    /// Pure: the same arguments give the same mean.
    /// - Parameters:
    ///   - set: the runs.
    ///   - path: by which number.
    ///   - seed: where resampling begins.
    /// - Throws: `EncodingError` or `DecodingError` for a summary with numbers that JSON cannot hold.
    public init(_ set: RunSet, by path: FigurePath, seed: UInt64 = EstimationOptions().seed) throws {
        let pair = RunPair(set, RunSet(name: "", runs: []), allowsDifferentSizes: true)
        (figure, unit) = (path.description, path.unit)
        self.set = try pair.compared(by: path).0
        let isKnown = self.set.mean != nil && self.set.missing == 0
        interval = isKnown ? Contrast(self.set, minus: nil, seed: seed) : nil
    }
}

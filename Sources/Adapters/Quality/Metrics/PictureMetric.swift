public import LabModel

/// A way to score one pair of pictures by itself; keeps its work space between pairs, so each thread has its own.
public protocol PictureMetric {
    /// Makes one that has seen nothing yet.
    init()

    /// Scores a pair, but for what its masks hide, into the fields that the metric owns; leaves nil what cannot be
    /// computed of so small a picture.
    mutating func score(_ pair: PicturePair, into scores: inout PictureScores)
}

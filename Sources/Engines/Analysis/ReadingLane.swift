import Estimation
import LabModel
import Marks
import Media

/// Reads the marks of one stream in a row of pictures, of all of each or of half of it, and makes samples of them.
struct ReadingLane: ~Copyable {
    private var reader = MarkReader()
    private var classifier: SampleClassifier
    private let clockView: ClockView
    private let half: PictureHalf?

    /// Makes a lane that has seen nothing yet.
    init(classifier: SampleClassifier, clockView: ClockView, half: PictureHalf?) {
        self.classifier = classifier
        self.clockView = clockView
        self.half = half
    }

    /// The sample of a picture, and what it begins.
    mutating func sample(of picture: Picture, effort: MarkReader.Effort) -> (sample: Sample, facts: [ClassifierFact]) {
        let sample = Sample(
            arrival: picture.arrival,
            decoded: picture.decodedAt,
            presentationTime: picture.presentationTime,
            size: picture.unitSize,
            isKeyframe: picture.isKeyframe
        )
        let half = half
        let reading = picture.withLuma { luma in reader.read(half.map(luma.half) ?? luma, effort: effort) }
        return classified(sample, reading)
    }

    /// The sample of an access unit that gave no picture.
    mutating func sample(of unit: AccessUnit) -> (sample: Sample, facts: [ClassifierFact]) {
        let sample = Sample(
            arrival: unit.arrival,
            presentationTime: unit.presentationTime,
            size: unit.size,
            isKeyframe: unit.isKeyframe
        )
        return classified(sample, nil)
    }

    private mutating func classified(_ sample: Sample, _ reading: MarkReading?) -> (Sample, [ClassifierFact]) {
        var sample = sample
        switch reading {
        case .stamp(let stamp, _): sample.stamp = stamp
        case .unreadable(let cause, _): sample.unreadable = cause
        case nil: break
        }
        if let known = clockView.known {
            sample.clockOffset = known.offset
            sample.clockErrorBound = known.bound
        }
        let facts = classifier.classify(&sample)
        return (sample, facts)
    }
}

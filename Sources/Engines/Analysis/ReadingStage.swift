import Estimation
import LabModel
import Marks
import Media

/// The reading thread's work: pictures in, samples out.
struct ReadingStage: ~Copyable {
    private var reader = MarkReader()
    private var classifier: SampleClassifier
    private let clockView: ClockView
    private let sink: any AnalysisSink
    private var size: PixelSize?

    init(classifier: SampleClassifier, clockView: ClockView, sink: any AnalysisSink) {
        self.classifier = classifier
        self.clockView = clockView
        self.sink = sink
    }

    mutating func run(_ outcomes: BoundedQueue<AnalysisPipeline.Outcome>, hurriedDepth: Int, stop: AbandonFlag) {
        while let outcome = outcomes.receive() {
            guard !stop.isRaised else { continue }
            switch outcome {
            case .note(let code, let text):
                sink.noted(code: code, text: text)
            case .lost(let unit):
                emit(sample(of: unit))
            case .picture(let picture):
                noteSize(picture.size)
                emit(sample(of: picture, hurried: outcomes.depth >= hurriedDepth))
            }
        }
    }

    private mutating func emit(_ sample: Sample) {
        var sample = sample
        if let known = clockView.known {
            sample.clockOffset = known.offset
            sample.clockErrorBound = known.bound
        }
        for fact in classifier.classify(&sample) {
            sink.noted(code: fact.code, text: fact.text)
        }
        sink.analysed(sample)
    }

    private mutating func noteSize(_ new: PixelSize) {
        if let size, size != new {
            sink.noted(code: "resolution_changed", text: "From \(size) to \(new).")
        }
        size = new
    }

    private func sample(of unit: AccessUnit) -> Sample {
        Sample(
            arrival: unit.arrival,
            presentationTime: unit.presentationTime,
            size: unit.size,
            isKeyframe: unit.isKeyframe
        )
    }

    private mutating func sample(of picture: Picture, hurried: Bool) -> Sample {
        var sample = Sample(
            arrival: picture.arrival,
            decoded: picture.decodedAt,
            presentationTime: picture.presentationTime,
            size: picture.unitSize,
            isKeyframe: picture.isKeyframe
        )
        switch picture.withLuma({ reader.read($0, effort: hurried ? .hurried : .thorough) }) {
        case .stamp(let stamp, _): sample.stamp = stamp
        case .unreadable(let cause, _): sample.unreadable = cause
        }
        return sample
    }
}

import LabModel
import Marks
import Media

/// The reading thread's work: pictures in, samples out.
struct ReadingStage: ~Copyable {
    private var test: ReadingLane
    private var control: ReadingLane?
    private let sink: any AnalysisSink
    private let observer: (any PictureObserver)?
    private var size: PixelSize?

    init(plan: AnalysisPlan, sink: any AnalysisSink) {
        test = ReadingLane(classifier: plan.classifier, clockView: plan.clockView, half: plan.control?.other)
        control =
            plan.control.map { ReadingLane(classifier: plan.classifier, clockView: plan.clockView, half: $0) }
        self.sink = sink
        observer = plan.observer
    }

    mutating func run(_ outcomes: BoundedQueue<AnalysisPipeline.Outcome>, hurriedDepth: Int, stop: AbandonFlag) {
        while let outcome = outcomes.receive() {
            guard !stop.isRaised else { continue }
            switch outcome {
            case .note(let code, let text):
                sink.noted(code: code, text: text)
            case .lost(let unit):
                emit(test.sample(of: unit), control: nil)
            case .picture(let picture, let connection):
                noteSize(picture.size)
                let effort: MarkReader.Effort = outcomes.depth >= hurriedDepth ? .hurried : .thorough
                let found = test.sample(of: picture, effort: effort)
                emit(found, control: control?.sample(of: picture, effort: effort))
                observer?.read(picture, as: found.sample, connection: connection)
            }
        }
    }

    private func emit(
        _ found: (sample: Sample, notes: [ReadingLane.Note]),
        control: (sample: Sample, notes: [ReadingLane.Note])?
    ) {
        for note in found.notes {
            sink.noted(code: note.code, text: note.text)
        }
        for note in control?.notes ?? [] {
            sink.noted(code: "control_\(note.code)", text: note.text)
        }
        sink.analysed(found.sample, control: control?.sample)
    }

    private mutating func noteSize(_ new: PixelSize) {
        if let size, size != new {
            sink.noted(code: "resolution_changed", text: "From \(size) to \(new).")
        }
        size = new
    }
}

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
    private var markKind: MarkKind?
    private var hasShownSeveral = false

    /// Something that a sample begins.
    struct Note: Equatable {
        /// The code of the run's event.
        var code: String
        /// A sentence for a person.
        var text: String
    }

    /// Makes a lane that has seen nothing yet.
    init(classifier: SampleClassifier, clockView: ClockView, half: PictureHalf?) {
        self.classifier = classifier
        self.clockView = clockView
        self.half = half
    }

    /// The sample of a picture, and what it begins.
    mutating func sample(of picture: Picture, effort: MarkReader.Effort) -> (sample: Sample, notes: [Note]) {
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
    mutating func sample(of unit: AccessUnit) -> (sample: Sample, notes: [Note]) {
        let sample = Sample(
            arrival: unit.arrival,
            presentationTime: unit.presentationTime,
            size: unit.size,
            isKeyframe: unit.isKeyframe
        )
        return classified(sample, nil)
    }

    private mutating func classified(_ sample: Sample, _ reading: MarkReading?) -> (Sample, [Note]) {
        var sample = sample
        var notes: [Note] = []
        switch reading {
        case .stamp(let stamp, let route):
            sample.stamp = stamp
            notes += formatNote(route.kind).map { [$0] } ?? []
        case .unreadable(let cause, _): sample.unreadable = cause
        case .several(let text):
            sample.unreadable = .torn
            notes += severalNote(text).map { [$0] } ?? []
        case nil: break
        }
        if let known = clockView.known {
            sample.clockOffset = known.offset
            sample.clockErrorBound = known.bound
        }
        notes += classifier.classify(&sample).map { Note(code: $0.code, text: $0.text) }
        return (sample, notes)
    }

    /// Says once which other system's marks the stream carries, and when that changes.
    private mutating func formatNote(_ kind: MarkKind) -> Note? {
        guard kind != markKind else { return nil }
        let before = markKind
        markKind = kind
        if let before {
            return Note(code: Self.formatCode, text: "The marks changed from \(before.name) to \(kind.name).")
        }
        return kind == .lab ? nil : Note(code: Self.formatCode, text: "The marks are \(kind.name).")
    }

    /// Says once that pictures show several players.
    private mutating func severalNote(_ text: String) -> Note? {
        guard !hasShownSeveral else { return nil }
        hasShownSeveral = true
        return Note(code: "several_players", text: "A picture shows several players: \(text).")
    }

    private static let formatCode = "mark_format"
}

import LabModel
public import Planning

extension SweepFolder {
    /// What the sweep's folders tell of its lines.
    ///
    /// - Parameter lines: the inputs' lines.
    /// - Returns: facts of each line, by number.
    public func facts(of lines: [SweepLine]) -> [LineFacts] {
        lines.enumerated().map { index, line in
            let place = folder(of: line)
            var facts = LineFacts(number: index + 1, name: line.name)
            facts.isPublished = place.isDone
            // A result that cannot be read tells nothing; the store alone says whether the line is done.
            facts.result = (try? place.result()) ?? nil
            guard !facts.isPublished else { return facts }
            let note = ProcessNote.read(place.lockFile)
            if FileLock.state(of: place.lockFile) == .held {
                facts.isPresent = true
                facts.presentSince = note.flatMap { WallTime(iso8601: $0.startedAt) }
            }
            facts.abandoned = place.abandoned()
            facts.job = note?.job ?? facts.result?.job
            return facts
        }
    }

    /// The process that runs all lines on this machine now; nil where there is none.
    public var runner: ProcessNote? {
        FileLock.state(of: runLock) == .held ? ProcessNote.read(runLock) : nil
    }
}

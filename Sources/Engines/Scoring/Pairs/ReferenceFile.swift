internal import LabModel
internal import Media

/// The file that shows what pictures should look like: the picture at a place, and those beside it.
final class ReferenceFile {
    /// The picture before the place; nil at the first.
    private(set) var before: Picture?
    /// The picture at the place; nil behind the last.
    private(set) var at: Picture?
    /// The picture after the place; nil at the last.
    private(set) var after: Picture?
    /// Why nothing follows ``after``; nil where nothing is known to be wrong.
    private(set) var failure: ScoringError?
    /// What the first picture is.
    let form: PictureForm
    /// The time from picture to picture; nil where the file does not tell.
    var period: Latency? { file.period }

    private let path: String
    private let file: PictureFile

    /// Opens a file, at its first picture.
    /// - Throws: ``ScoringError`` where there is no such picture.
    init(_ path: String, interrupt: Interrupt, clock: any LabClock) throws(ScoringError) {
        self.path = path
        do throws(MediaError) {
            file = try PictureFile(path, interrupt: interrupt, clock: clock)
        } catch {
            throw .media(error)
        }
        guard let first = try file.next() else { throw .media(.noVideo(address: path)) }
        form = PictureForm(of: first)
        at = try checked(first)
        after = following()
    }

    /// Goes to the next place.
    func advance() {
        (before, at, after) = (at, after, after == nil ? nil : following())
    }

    /// The picture behind the last that was read; nil from where there is none, or none that can be trusted.
    private func following() -> Picture? {
        do throws(ScoringError) {
            guard let picture = try file.next() else { return nil }
            return try checked(picture)
        } catch {
            failure = error
            return nil
        }
    }

    private func checked(_ picture: Picture) throws(ScoringError) -> Picture {
        guard !picture.isDamaged else { throw .referenceDamaged(path: path, after: file.count - 1) }
        guard ScoredStream.isAlike(picture.size, form.size) else {
            throw .otherShape(picture: picture.size, reference: form.size)
        }
        return picture
    }
}

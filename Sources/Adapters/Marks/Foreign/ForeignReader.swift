internal import LabModel

/// Reads the marks of other systems in a stream's pictures: found once, then looked for where they were.
///
/// It keeps to the kind that the stream carries, and believes another one only after some pictures in a row.
struct ForeignReader: ~Copyable, Sendable {
    /// What was found in a picture.
    enum Outcome: Equatable {
        /// A mark.
        case stamp(FrameStamp, MarkRoute)
        /// Something like a mark, which is not believed.
        case doubt(Doubt)
    }

    /// Why what was found is no mark.
    struct Doubt: Equatable {
        var cause: UnreadableCause
        var text: String
        /// Whether looking further would not help.
        var isFinal = false
        /// Whether it is because of several players.
        var isSeveral = false
    }

    /// Where foreign QR codes were last.
    private(set) var place: ForeignPlace?
    /// This picture's mark, where it is a QR code.
    private(set) var latest: ForeignFinding?
    private var bars = BarCodeReader()
    private var rows = ClockRowsReader()
    private var lock = KindLock()

    /// Makes a reader that has seen nothing yet.
    init() {
    }

    /// Notes that the lab's own mark was read, whose checksum vouches for it.
    mutating func confirmOwn() {
        lock.confirm(.lab)
    }

    /// Looks from now on at another place too, where a code of the same maker was.
    mutating func follow(_ box: PixelBox, modulePixels: Double) {
        guard let isNegated = place?.isNegated else { return }
        place?.move(to: box, modulePixels: modulePixels, isNegated: isNegated)
    }

    /// Forgets where marks were: pictures have another size, or carry other marks.
    mutating func forgetPlaces() {
        place = nil
        bars.forgetPlace()
        rows.forgetPlace()
    }

    /// Begins a picture: reads what is no QR code where it was last; nil when there is nothing.
    mutating func follow(_ plane: PlaneView, copy: inout GreyCopy) -> Outcome? {
        lock.begin()
        latest = nil
        if let outcome = rows.follow(plane) {
            return admit(outcome)
        }
        return admit(bars.follow(plane, copy: &copy))
    }

    /// Looks for marks that are no QR codes in the whole picture; nil when there is none.
    ///
    /// A stream that has shown its kind is searched for others only when that is gone.
    /// - Parameters:
    ///   - plane: the picture's luma.
    ///   - copy: where parts of it are copied to.
    ///   - misses: pictures in a row without any mark.
    /// - Returns: what was found.
    mutating func searchPictures(_ plane: PlaneView, copy: inout GreyCopy, misses: Int) -> Outcome? {
        let isOpen = lock.current == nil || misses >= KindLock.patience
        if isOpen || lock.current == .upc, let outcome = admit(bars.find(plane, copy: &copy)) {
            return outcome
        }
        guard isOpen || lock.current == .clockRows else { return nil }
        return rows.find(plane).flatMap { admit($0) }
    }

    /// Judges the QR codes that a scan found, none of them the lab's; nil when there is none.
    mutating func judge(_ codes: [CodeScanner.Finding], in copy: borrowing GreyCopy, isNegated: Bool) -> Outcome? {
        var marks: [ForeignFinding] = []
        for code in codes {
            guard let (kind, stamp) = ForeignText.read(code.text) else { continue }
            let box = copy.boxInPlane(code.box)
            let width = box.x.upperBound - box.x.lowerBound
            let module = width / Double(Self.side(ofTextOf: code.text.count))
            marks.append(ForeignFinding(kind: kind, stamp: stamp, box: box, modulePixels: module))
        }
        if let outcome = admit(marks) {
            if case .stamp = outcome, case .one(let mark) = ForeignFinding.choose(marks) {
                remember(mark, isNegated: isNegated)
            }
            return outcome
        }
        guard let text = codes.last?.text else { return nil }
        let shown = String(decoding: text.prefix(40), as: UTF8.self)
        return .doubt(Doubt(cause: .crc, text: "a QR code says “\(shown)”, which is no mark"))
    }

    private mutating func remember(_ mark: ForeignFinding, isNegated: Bool) {
        latest = mark
        if place == nil {
            place = ForeignPlace(mark.box, modulePixels: mark.modulePixels, isNegated: isNegated)
        } else {
            place?.move(to: mark.box, modulePixels: mark.modulePixels, isNegated: isNegated)
        }
    }

    private mutating func admit(_ found: [ForeignFinding]) -> Outcome? {
        switch ForeignFinding.choose(found) {
        case .none: nil
        case .one(let mark): admit(mark.stamp, of: mark.kind)
        case .several:
            .doubt(Doubt(cause: .torn, text: "several marks contradict one another", isFinal: true, isSeveral: true))
        }
    }

    private mutating func admit(_ outcome: ClockRowsReader.Outcome) -> Outcome {
        switch outcome {
        case .stamp(let stamp): admit(stamp, of: .clockRows)
        case .doubt(let cause, let text): .doubt(Doubt(cause: cause, text: text, isFinal: cause == .torn))
        }
    }

    private mutating func admit(_ stamp: FrameStamp, of kind: MarkKind) -> Outcome {
        if lock.admits(kind) { return .stamp(stamp, .foreign(kind)) }
        let known = lock.current?.name ?? ""
        return .doubt(Doubt(cause: .implausible, text: "a mark of “\(kind.name)” in a stream of “\(known)” marks"))
    }

    /// Modules along the side of a QR code of so many bytes, at correction level M.
    private static func side(ofTextOf count: Int) -> Int {
        let capacities = [14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331]
        let version = 1 + (capacities.firstIndex { count <= $0 } ?? capacities.count)
        return 17 + 4 * version
    }
}

internal import LabModel

/// Decides what a picture's copies of the mark say together: a pure function of them and of the newest stamp.
///
/// No copy is believed against another one. Two strips that agree are believed alone only while they go on from the
/// newest stamp; anything else needs the QR code too.
struct MarkJudge {
    /// What was found so far.
    enum Verdict: Equatable {
        /// The mark is read.
        case accept(MarkCode, MarkRoute)
        /// Only a scan with error correction can decide.
        case needsScan
        /// The mark cannot be believed or read.
        case reject(UnreadableCause, String)
    }

    /// Further than this from the newest stamp, in nanoseconds, a stamp needs the QR code.
    static let greatestStep: UInt64 = 60_000_000_000
    /// Bits of the sampled code that may differ from the strips' own before it no longer supports them.
    static let greatestCodeDistance = 12
    /// Bits of a damaged strip's row that may differ before the row counts as another frame's.
    static let greatestRowDistance = 8

    /// The newest stamp that was accepted; nil before the first.
    let newest: MarkCode?

    /// Judges what was sampled, and what a scan found: `scanned` is nil before a scan, `.some(nil)` after a scan that
    /// found no mark.
    func judge(_ evidence: MarkEvidence, scanned: MarkCode??) -> Verdict {
        if let conflict = conflict(evidence, scanned: scanned ?? nil) { return conflict }
        let code = evidence.sampled.code ?? (scanned ?? nil)
        if let strip = evidence.top.code, evidence.bottom.code != nil {
            return judgeStrips(strip, evidence, code: code, wasScanned: scanned != nil)
        }
        if let code {
            return tear(evidence, against: code) ?? .accept(code, .qr)
        }
        guard scanned != nil else { return .needsScan }
        return unread(evidence)
    }

    /// Two copies with right checksums that disagree.
    private func conflict(_ evidence: MarkEvidence, scanned: MarkCode?) -> Verdict? {
        let copies = [
            ("the top strip", evidence.top.code), ("the bottom strip", evidence.bottom.code),
            ("the QR code", evidence.sampled.code), ("the QR code", scanned),
        ].compactMap { name, code in code.map { (name: name, code: $0) } }
        guard let first = copies.first, let other = copies.first(where: { $0.code != first.code }) else { return nil }
        return .reject(
            .torn,
            "\(first.name) says \(Self.text(first.code)), \(other.name) \(Self.text(other.code))"
        )
    }

    private func judgeStrips(
        _ strip: MarkCode,
        _ evidence: MarkEvidence,
        code: MarkCode?,
        wasScanned: Bool
    ) -> Verdict {
        if code != nil { return .accept(strip, .strip) }
        let doubt = doubt(strip)
        if doubt == nil, case .damaged(let bits) = evidence.sampled {
            if bits.distance(to: CodeBits(strip)) <= Self.greatestCodeDistance { return .accept(strip, .strip) }
        }
        guard wasScanned else { return .needsScan }
        guard let doubt else { return .accept(strip, .strip) }
        return .reject(doubt.cause, "the strips say \(Self.text(strip)), \(doubt.text), and no QR code confirms it")
    }

    /// Why two strips that agree are not believed alone; nil when they go on from the newest stamp.
    private func doubt(_ code: MarkCode) -> (cause: UnreadableCause, text: String)? {
        guard let newest else { return (.implausible, "the first of this stream") }
        guard code.streamID == newest.streamID else { return (.implausible, "another stream") }
        let step = code.time > newest.time ? code.time - newest.time : newest.time - code.time
        guard step <= Self.greatestStep else {
            return (.implausible, "\(step / 1_000_000_000) s away from \(Self.text(newest))")
        }
        guard code.number > newest.number else {
            return (.torn, "not newer than \(Self.text(newest))")
        }
        return nil
    }

    /// A strip of which a row belongs to another frame than a code that was read.
    private func tear(_ evidence: MarkEvidence, against code: MarkCode) -> Verdict? {
        let expected = code.rows
        for strip in evidence.strips {
            guard case .damaged(let rows) = strip else { continue }
            let distances = (0..<MarkLayout.stripRows).map { (rows[$0] ^ expected[$0]).nonzeroBitCount }
            if distances.contains(where: { $0 > Self.greatestRowDistance }) {
                return .reject(.torn, "a strip does not belong to the QR code's \(Self.text(code))")
            }
        }
        return nil
    }

    private func unread(_ evidence: MarkEvidence) -> Verdict {
        if let code = evidence.top.code ?? evidence.bottom.code {
            return tear(evidence, against: code)
                ?? .reject(.crc, "one strip says \(Self.text(code)), and neither the other nor the QR code is readable")
        }
        if evidence.strips == [.absent, .absent] {
            return .reject(.noCode, "no code was found in the picture")
        }
        return .reject(.crc, "the strips' checksums are wrong, and no QR code is readable")
    }

    private static func text(_ code: MarkCode) -> String {
        "frame \(code.number) of stream \(StreamID(rawValue: code.streamID))"
    }
}

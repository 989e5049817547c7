/// What one picture shows of the lab's own mark, copy by copy.
struct MarkEvidence: Equatable, Sendable {
    /// The top strip.
    var top = StripEvidence.absent
    /// The bottom strip.
    var bottom = StripEvidence.absent
    /// The QR code, sampled at its known place without error correction.
    var sampled = CodeEvidence.absent

    /// Both strips, the top one first.
    var strips: [StripEvidence] {
        [top, bottom]
    }
}

/// What one strip shows.
enum StripEvidence: Equatable, Sendable {
    /// Its reference cells are not there.
    case absent
    /// The cells were read, and the checksum is wrong.
    case damaged(StripRows)
    /// The cells were read, and the checksum is right.
    case whole(MarkCode)

    var code: MarkCode? {
        if case .whole(let code) = self { code } else { nil }
    }
}

/// What the directly sampled QR code shows.
enum CodeEvidence: Equatable, Sendable {
    /// No finder patterns, or no format information.
    case absent
    /// The modules were read, and they spell no mark with a right checksum.
    case damaged(CodeBits)
    /// The modules were read without an error.
    case whole(MarkCode)

    var code: MarkCode? {
        if case .whole(let code) = self { code } else { nil }
    }
}

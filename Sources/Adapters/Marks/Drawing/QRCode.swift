internal import CQREncode
internal import Glibc

/// A QR code as its modules, row by row.
struct QRCode: Equatable, Sendable {
    /// Modules along each side, quiet zone apart.
    let side: Int
    /// True where dark.
    let modules: [Bool]

    /// How a text is written: the version fixes the size, so that no text changes the picture.
    enum Kind {
        /// The lab's own text: version 2, correction level M, alphanumeric.
        case mark
        /// The first lab's text: version 5, correction level L, bytes.
        case dict

        /// Modules along each side.
        var side: Int {
            switch self {
            case .mark: 25
            case .dict: 37
            }
        }
    }

    /// Makes the code of a text.
    /// - Throws: ``MarkError/encoderFailed(errorNumber:)`` when the text does not fit or memory is short.
    init(_ text: [UInt8], kind: Kind) throws(MarkError) {
        let isMark = kind == .mark
        let input = QRinput_new2(isMark ? 2 : 5, isMark ? QR_ECLEVEL_M : QR_ECLEVEL_L)
        guard let input else { throw .encoderFailed(errorNumber: errno) }
        defer { QRinput_free(input) }
        let mode = isMark ? QR_MODE_AN : QR_MODE_8
        guard QRinput_append(input, mode, Int32(text.count), text) == 0, let code = QRcode_encodeInput(input) else {
            throw .encoderFailed(errorNumber: errno)
        }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard width == kind.side, let data = code.pointee.data else { throw .encoderFailed(errorNumber: errno) }
        side = width
        modules = (0..<width * width).map { data[$0] & 1 == 1 }
    }
}

/// How access units show in a stream of NAL units with start codes.
enum NALSyntax {
    case h264
    case hevc

    /// What one NAL unit means to access units.
    struct Meaning: Equatable {
        /// It carries a part of a coded picture.
        var isSlice = false
        /// Nothing of an earlier picture can follow it: it begins an access unit, if a picture came before.
        var canBegin = false
        /// Decoding can start at the access unit that holds it.
        var isKey = false
        /// Decoding starts here without anything from before, pictures shown earlier included.
        var isClean = false
    }

    /// Bytes of a NAL unit that ``meaning(of:)`` looks at.
    var headSize: Int {
        switch self {
        case .h264: 2
        case .hevc: 3
        }
    }

    /// Reads a NAL unit's first ``headSize`` bytes, which follow the start code.
    func meaning(of head: UnsafeRawBufferPointer) -> Meaning {
        switch self {
        case .h264: Self.h264Meaning(head[0] & 0x1F, next: head[1])
        case .hevc: Self.hevcMeaning((head[0] >> 1) & 0x3F, next: head[2])
        }
    }

    private static func h264Meaning(_ type: UInt8, next: UInt8) -> Meaning {
        switch type {
        case 1, 2: Meaning(isSlice: true, canBegin: next & 0x80 != 0)
        case 5: Meaning(isSlice: true, canBegin: next & 0x80 != 0, isKey: true, isClean: true)
        // An SEI message of type 6 is a recovery point: an open group of pictures, or the start of a refresh.
        case 6: Meaning(canBegin: true, isKey: next == 6)
        case 7, 8, 9, 14...18: Meaning(canBegin: true)
        default: Meaning()
        }
    }

    private static func hevcMeaning(_ type: UInt8, next: UInt8) -> Meaning {
        switch type {
        case 0...15: Meaning(isSlice: true, canBegin: next & 0x80 != 0)
        case 16...20: Meaning(isSlice: true, canBegin: next & 0x80 != 0, isKey: true, isClean: true)
        case 21: Meaning(isSlice: true, canBegin: next & 0x80 != 0, isKey: true)
        case 32...35, 39, 41...44, 48...55: Meaning(canBegin: true)
        default: Meaning()
        }
    }
}

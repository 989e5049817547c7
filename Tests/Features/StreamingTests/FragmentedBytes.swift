import LabModel
import Media

/// Fragmented MP4 taken apart: what stands before the fragments, and each fragment with its `prft` box.
struct FragmentedBytes {
    struct Fragment {
        var reference: ProducerReferenceTime?
        /// `moof` and `mdat`, without the `prft`.
        var bytes: [UInt8]
    }

    var header: [UInt8] = []
    var fragments: [Fragment] = []
    /// The boxes' names in order.
    var names: [String] = []

    init(_ bytes: [UInt8]) {
        var offset = 0
        var reference: ProducerReferenceTime?
        while offset + 8 <= bytes.count {
            let size = bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) }
            guard size >= 8, offset + size <= bytes.count else { return }
            let box = Array(bytes[offset..<offset + size])
            let name = String(decoding: box[4..<8], as: UTF8.self)
            names.append(name)
            switch name {
            case "ftyp", "moov": header += box
            case "prft": reference = ProducerReferenceTime(reading: box)
            case "moof":
                fragments.append(Fragment(reference: reference, bytes: box))
                reference = nil
            default:
                if !fragments.isEmpty {
                    fragments[fragments.count - 1].bytes += box
                }
            }
            offset += size
        }
    }

    /// When each fragment's picture was made, near another instant.
    func times(near pivot: WallTime) -> [WallTime?] {
        fragments.map { $0.reference?.time.time(near: pivot) }
    }
}

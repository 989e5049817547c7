import HLS
import LabModel

extension VariantWish {
    /// As a client of HLS takes it, where the streamer sends this size; nil where that is not known.
    func choice(sent size: PixelSize?) -> VariantChoice {
        switch self {
        case .nearest: size.map { .nearest($0) } ?? .highest
        case .highest: .highest
        case .lowest: .lowest
        case .size(let size): .size(size)
        case .bitrate(let rate): .bitrate(rate)
        case .adaptive: .adaptive
        }
    }
}

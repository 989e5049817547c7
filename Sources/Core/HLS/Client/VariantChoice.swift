public import LabModel

/// Which of several variants is fetched.
public enum VariantChoice: Hashable, Sendable {
    /// That of the highest rate.
    case highest
    /// That of the lowest rate.
    case lowest
    /// One of exactly this size, the highest rate of them; it is an error when there is none.
    case size(PixelSize)
    /// The highest rate that is not above this one, else the lowest.
    case bitrate(DataRate)
    /// The size that is nearest by its number of pixels, the highest rate of them; variants without a size come last.
    case nearest(PixelSize)
    /// Begins with the lowest; the caller changes it with ``LiveClient/change(toVariant:)``.
    case adaptive

    /// The place of the variant that is chosen; of equals the first.
    func index(in variants: [VariantStream]) throws(PlaylistError) -> Int {
        let playable = variants.indices.filter { variants[$0].mayHaveVideo }
        func rate(_ index: Int) -> Int { variants[index].bandwidth.bitsPerSecond }
        func highest(_ indices: [Int]) -> Int? { indices.max { (rate($0), $1) < (rate($1), $0) } }
        guard let top = highest(playable), let bottom = playable.min(by: { rate($0) < rate($1) }) else {
            throw .noVariants
        }
        switch self {
        case .highest: return top
        case .lowest, .adaptive: return bottom
        case .size(let size):
            guard let index = highest(playable.filter { variants[$0].resolution == size }) else {
                throw .noSuchSize("\(size)", there: playable.map { variants[$0].name })
            }
            return index
        case .bitrate(let limit):
            return highest(playable.filter { rate($0) <= limit.bitsPerSecond }) ?? bottom
        case .nearest(let size):
            let wanted = size.width * size.height
            func distance(_ index: Int) -> Int {
                variants[index].resolution.map { abs($0.width * $0.height - wanted) } ?? .max
            }
            let nearest = playable.map(distance).min()
            return highest(playable.filter { distance($0) == nearest }) ?? top
        }
    }
}

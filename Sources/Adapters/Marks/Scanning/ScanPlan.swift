internal import LabModel

/// Where a code is looked for, and how: cheap and likely ways first.
struct ScanPlan {
    /// Pixels a module that a scan aims at: fewer make it cheaper, and below 2 zbar fails.
    private static let aimedModule = 3.0
    /// A whole picture is first scanned at about this height or width.
    private static let aimedSide = 360
    /// Modules at most this large are also scanned at twice their size.
    private static let doubledModule = 6.0

    /// The ways to scan a box whose modules are about so large: shrunk, as it is, doubled.
    static func ways(_ box: PixelBox, modulePixels: Double, isNegated: Bool) -> [GreyCopy.Way] {
        let factor = min(max(Int(modulePixels / aimedModule), 1), 16)
        var ways = [GreyCopy.Way(box: box, factor: factor, isNegated: isNegated)]
        if factor > 1 {
            ways.append(.init(box: box, isNegated: isNegated))
        }
        if modulePixels < doubledModule {
            ways.append(.init(box: box, isDoubled: true, isNegated: isNegated))
        }
        return ways
    }

    /// The ways to scan a whole picture: only the cheapest one, or all.
    static func ways(_ size: PixelSize, thorough: Bool) -> [GreyCopy.Way] {
        let box = PixelBox(x: 0...Double(size.width), y: 0...Double(size.height))
        let side = min(size.width, size.height)
        let factor = min(max(side / aimedSide, 1), 16)
        let cheapest = GreyCopy.Way(box: box, factor: factor)
        guard thorough else { return [cheapest] }
        var ways = [cheapest, .init(box: box, factor: factor, isNegated: true)]
        if factor > 1 {
            ways += [.init(box: box), .init(box: box, isNegated: true)]
        }
        if side <= aimedSide {
            ways.append(.init(box: box, isDoubled: true))
        }
        return ways
    }
}

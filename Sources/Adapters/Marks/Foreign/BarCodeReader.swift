internal import LabModel

/// Finds UPC-A bar codes, where they were last or anywhere.
struct BarCodeReader: ~Copyable, Sendable {
    private let scanner = CodeScanner(.upc)
    private(set) var place: PixelBox?

    /// How often a text must be met: about twice a line across the code, where texture gives one or two.
    private static let leastAgreeing = 12
    /// Modules of a UPC-A code across.
    private static let modules = 95.0
    /// A whole picture is scanned at about this height or width.
    private static let aimedSide = 720

    /// Forgets where the code was, since pictures have another size.
    mutating func forgetPlace() {
        place = nil
    }

    /// The frame numbers where a bar code was last; empty when no place is known or nothing is there.
    mutating func follow(_ plane: PlaneView, copy: inout GreyCopy) -> [ForeignFinding] {
        guard let place else { return [] }
        let margin = max(12 * (place.x.upperBound - place.x.lowerBound) / Self.modules, 8)
        return scan(plane, GreyCopy.Way(box: place.grown(by: margin)), copy: &copy)
    }

    /// The frame numbers of all bar codes in the picture.
    mutating func find(_ plane: PlaneView, copy: inout GreyCopy) -> [ForeignFinding] {
        let box = PixelBox(x: 0...Double(plane.width), y: 0...Double(plane.height))
        let factor = max(min(plane.width, plane.height) / Self.aimedSide, 1)
        for isNegated in [false, true] {
            for factor in Set([factor, 1]).sorted(by: >) {
                let way = GreyCopy.Way(box: box, factor: factor, isNegated: isNegated)
                let found = scan(plane, way, copy: &copy)
                if !found.isEmpty { return found }
            }
        }
        return []
    }

    private mutating func scan(_ plane: PlaneView, _ way: GreyCopy.Way, copy: inout GreyCopy) -> [ForeignFinding] {
        guard copy.take(plane, way) else { return [] }
        let codes = copy.pixels.withUnsafeBufferPointer {
            scanner.scan($0, width: copy.width, height: copy.height)
        }
        let found = codes.compactMap { code -> ForeignFinding? in
            guard code.agreeing >= Self.leastAgreeing, let stamp = UPCText.read(code.text) else { return nil }
            let box = copy.boxInPlane(code.box)
            let module = (box.x.upperBound - box.x.lowerBound) / Self.modules
            return ForeignFinding(kind: .upc, stamp: stamp, box: box, modulePixels: module)
        }
        if case .one(let finding) = ForeignFinding.choose(found) {
            place = finding.box
        }
        return found
    }
}

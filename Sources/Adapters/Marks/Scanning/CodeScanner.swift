internal import CZBar

/// Finds and decodes codes of one symbology in grey pictures of 8 bits; owns zbar's scanner and image.
struct CodeScanner: ~Copyable, @unchecked Sendable {
    // Sendable, since the two handles are owned here alone, are never given away, and zbar keeps nothing per thread.
    private let scanner: OpaquePointer?
    private let image: OpaquePointer?
    private let symbology: Symbology

    /// What is looked for: with several kinds enabled, texture of one is read as another.
    enum Symbology {
        /// QR codes.
        case qr
        /// UPC-A bar codes.
        case upc

        fileprivate var type: zbar_symbol_type_t {
            switch self {
            case .qr: ZBAR_QRCODE
            case .upc: ZBAR_UPCA
            }
        }
    }

    /// One code that was found.
    struct Finding: Equatable, Sendable {
        /// Its text.
        var text: [UInt8]
        /// Where its outermost modules end, in pixels of what was scanned.
        var box: PixelBox
        /// Where a QR code's corners are, if it stands upright.
        var corners: Projection.Corners?
        /// How often a bar code's text was met, about twice a line across it; 1 for QR codes.
        var agreeing = 1
    }

    /// More codes than this in one picture are not looked at.
    private static let greatestCount = 32
    /// zbar's name for pictures of one grey byte a pixel: `Y800`.
    private static let grey: UInt = 0x3030_3859

    /// Makes a scanner for one symbology alone.
    init(_ symbology: Symbology = .qr) {
        self.symbology = symbology
        scanner = zbar_image_scanner_create()
        image = zbar_image_create()
        if let scanner {
            zbar_image_scanner_set_config(scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0)
            zbar_image_scanner_set_config(scanner, symbology.type, ZBAR_CFG_ENABLE, 1)
            if symbology == .upc {
                // UPC-A is EAN-13 with a leading zero to zbar: without it nothing is found.
                zbar_image_scanner_set_config(scanner, ZBAR_EAN13, ZBAR_CFG_ENABLE, 1)
            }
            zbar_image_scanner_enable_cache(scanner, 0)
        }
        if let image {
            zbar_image_set_format(image, Self.grey)
        }
    }

    deinit {
        if let image { zbar_image_destroy(image) }
        if let scanner { zbar_image_scanner_destroy(scanner) }
    }

    /// The codes in a picture whose rows follow one another without a gap; empty also when zbar has no memory.
    func scan(_ pixels: UnsafeBufferPointer<UInt8>, width: Int, height: Int) -> [Finding] {
        guard let scanner, let image, let base = pixels.baseAddress, pixels.count >= width * height else { return [] }
        zbar_image_set_size(image, UInt32(width), UInt32(height))
        zbar_image_set_data(image, base, UInt(width * height), nil)
        defer { zbar_image_set_data(image, nil, 0, nil) }
        guard zbar_scan_image(scanner, image) > 0 else { return [] }
        var findings: [Finding] = []
        var symbol = zbar_image_first_symbol(image)
        while let found = symbol, findings.count < Self.greatestCount {
            if let finding = finding(found) {
                findings.append(finding)
            }
            symbol = zbar_symbol_next(found)
        }
        return findings
    }

    private func finding(_ symbol: OpaquePointer) -> Finding? {
        guard zbar_symbol_get_type(symbol) == symbology.type, let data = zbar_symbol_get_data(symbol) else {
            return nil
        }
        let points = (0..<zbar_symbol_get_loc_size(symbol)).map { index in
            (x: Double(zbar_symbol_get_loc_x(symbol, index)), y: Double(zbar_symbol_get_loc_y(symbol, index)))
        }
        guard let left = points.map(\.x).min(), let right = points.map(\.x).max(),
            let top = points.map(\.y).min(), let bottom = points.map(\.y).max(), left < right, top < bottom
        else { return nil }
        let length = Int(zbar_symbol_get_data_length(symbol))
        let text = UnsafeRawBufferPointer(start: data, count: length)
        return Finding(
            text: Array(text),
            box: PixelBox(x: left...right, y: top...bottom),
            corners: symbology == .qr ? Self.corners(points.map { Projection.Point(x: $0.x, y: $0.y) }) : nil,
            agreeing: Int(zbar_symbol_get_quality(symbol))
        )
    }

    /// Four points as the corners of a square that stands more or less upright.
    private static func corners(_ points: [Projection.Point]) -> Projection.Corners? {
        guard points.count == 4, let topLeft = points.min(by: { $0.x + $0.y < $1.x + $1.y }),
            let bottomRight = points.max(by: { $0.x + $0.y < $1.x + $1.y }),
            let topRight = points.max(by: { $0.x - $0.y < $1.x - $1.y }),
            let bottomLeft = points.min(by: { $0.x - $0.y < $1.x - $1.y })
        else { return nil }
        return Projection.Corners(
            topLeft: topLeft,
            topRight: topRight,
            bottomLeft: bottomLeft,
            bottomRight: bottomRight
        )
    }
}

public import LabModel

/// Draws marks into pictures of one size; used from one thread at a time.
public struct MarkPainter: Sendable {
    private let layout: MarkLayout
    private let format: MarkFormat

    /// Prepares to draw marks of a format into pictures of a size.
    /// - Throws: ``MarkError/pictureTooSmall(_:least:)``.
    public init(size: PixelSize, format: MarkFormat) throws(MarkError) {
        layout = MarkLayout(size: size)
        self.format = format
        guard layout.fits else { throw .pictureTooSmall(size, least: MarkLayout.leastSize) }
    }

    /// Draws a mark into a picture: cells in luma, and neutral colour under them.
    /// - Throws: ``MarkError/incompleteStamp``, ``MarkError/wrongPictureSize(_:expected:)``,
    ///   ``MarkError/encoderFailed(errorNumber:)``; the picture is then unchanged.
    public mutating func draw(_ stamp: FrameStamp, into picture: MutablePictureView) throws(MarkError) {
        try draw(stamp, into: picture.luma)
        for area in areas {
            neutralise(area, in: picture.chromaBlue)
            neutralise(area, in: picture.chromaRed)
        }
    }

    /// Draws a mark into luma alone, for pictures without colour.
    /// - Throws: as for a picture; the plane is then unchanged.
    public mutating func draw(_ stamp: FrameStamp, into luma: MutablePlaneView) throws(MarkError) {
        guard luma.readOnly.size == layout.size else {
            throw .wrongPictureSize(luma.readOnly.size, expected: layout.size)
        }
        guard let code = MarkCode(stamp), let dictText = DictText.write(stamp) else { throw .incompleteStamp }
        switch format {
        case .qr:
            draw(try QRCode(MarkText.write(code), kind: .mark), into: luma)
            for strip in Strip.allCases {
                draw(code.rows, strip: strip, into: luma)
            }
        case .dict:
            draw(try QRCode(dictText, kind: .dict), into: luma)
        }
    }

    /// What the mark covers of a picture, each rectangle rounded out to even pixels, because chroma halves both sides.
    public var rectangles: [PixelRect] {
        areas.map { area in
            let (left, top) = (layout.x(area.x.lowerBound) / 2 * 2, layout.y(area.y.lowerBound) / 2 * 2)
            let right = min((layout.x(area.x.upperBound) + 1) / 2 * 2, layout.size.width)
            let bottom = min((layout.y(area.y.upperBound) + 1) / 2 * 2, layout.size.height)
            return PixelRect(x: left, y: top, width: right - left, height: bottom - top)
        }
    }

    /// What the mark covers: the code with its quiet zone, and the strips.
    private var areas: [GridArea] {
        switch format {
        case .qr: [.code(.mark)] + Strip.allCases.map(GridArea.strip)
        case .dict: [.code(.dict)]
        }
    }

    /// Takes the colour from each chroma sample that touches an area.
    private func neutralise(_ area: GridArea, in chroma: MutablePlaneView) {
        let left = layout.x(area.x.lowerBound) / 2
        let right = min((layout.x(area.x.upperBound) + 1) / 2, chroma.width)
        let bottom = min((layout.y(area.y.upperBound) + 1) / 2, chroma.height)
        for row in layout.y(area.y.lowerBound) / 2..<bottom {
            let start = chroma.base + row * chroma.stride + left
            start.initializeMemory(as: UInt8.self, repeating: MarkLevels.neutral, count: right - left)
        }
    }

    private func draw(_ code: QRCode, into luma: MutablePlaneView) {
        let start = MarkLayout.codeStart(modules: code.side)
        let quiet = MarkLayout.quietModules
        for row in -quiet..<code.side + quiet {
            let cells = (-quiet..<code.side + quiet).map { column in
                let isInside = (0..<code.side).contains(row) && (0..<code.side).contains(column)
                return isInside && code.modules[row * code.side + column] ? MarkLevels.black : MarkLevels.white
            }
            let step = start + row * MarkLayout.moduleSteps
            draw(cells, step: MarkLayout.moduleSteps, x: start - quiet * MarkLayout.moduleSteps, y: step, into: luma)
        }
    }

    private func draw(_ rows: StripRows, strip: Strip, into luma: MutablePlaneView) {
        for shown in 0..<MarkLayout.stripRows {
            let cells = strip.colours(of: rows, shown: shown).map { $0 ? MarkLevels.white : MarkLevels.black }
            let step = strip.top + shown * MarkLayout.cellSteps
            draw(cells, step: MarkLayout.cellSteps, x: 0, y: step, into: luma)
        }
    }

    /// Draws a row of cells, each `step` steps wide and high: its first row of pixels, which is then repeated.
    private func draw(_ cells: [UInt8], step: Int, x: Int, y: Int, into luma: MutablePlaneView) {
        let top = layout.y(y)
        let first = luma.base + top * luma.stride
        for (index, level) in cells.enumerated() {
            let left = layout.x(x + index * step)
            let right = layout.x(x + (index + 1) * step)
            (first + left).initializeMemory(as: UInt8.self, repeating: level, count: right - left)
        }
        let left = layout.x(x)
        let count = layout.x(x + cells.count * step) - left
        for row in top + 1..<layout.y(y + step) {
            (luma.base + row * luma.stride + left).copyMemory(from: first + left, byteCount: count)
        }
    }
}

extension MarkPainter {
    /// An area of the grid, in steps.
    fileprivate struct GridArea {
        var x: Range<Int>
        var y: Range<Int>

        static func code(_ kind: QRCode.Kind) -> GridArea {
            let start = MarkLayout.codeStart(modules: kind.side) - MarkLayout.quietModules * MarkLayout.moduleSteps
            return GridArea(x: start..<MarkLayout.steps - start, y: start..<MarkLayout.steps - start)
        }

        static func strip(_ strip: Strip) -> GridArea {
            GridArea(x: 0..<MarkLayout.steps, y: strip.top..<strip.top + MarkLayout.stripRows * MarkLayout.cellSteps)
        }
    }
}

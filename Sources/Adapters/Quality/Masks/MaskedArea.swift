internal import LabModel

/// The rectangles of one plane that do not count.
struct MaskedArea {
    /// Rows that share the same columns that count.
    struct Band: Equatable {
        /// The rows, from the top.
        var rows: Range<Int>
        /// The columns of each that count, from the left; none where the whole row is masked.
        var columns: [Range<Int>]
    }

    /// Rectangles within the plane, each of at least one sample; they may overlap.
    let rects: [PixelRect]

    /// Takes what masks of luma cover of a plane.
    ///
    /// - Parameters:
    ///   - masks: rectangles of luma, rounded out to even pixels here; what lies outside is left out.
    ///   - plane: the luma plane itself or a chroma plane beside it.
    ///   - luma: the picture's luma plane.
    init(_ masks: [PixelRect], of plane: PlaneView, beside luma: PlaneView) {
        let across = plane.width < luma.width ? 2 : 1
        let down = plane.height < luma.height ? 2 : 1
        rects = masks.compactMap { mask in
            let columns = Self.even(mask.x, mask.width, step: across, limit: plane.width)
            let rows = Self.even(mask.y, mask.height, step: down, limit: plane.height)
            guard !columns.isEmpty, !rows.isEmpty else { return nil }
            return PixelRect(x: columns.lowerBound, y: rows.lowerBound, width: columns.count, height: rows.count)
        }
    }

    /// What counts of a plane's top left part, as bands from the top.
    func bands(width: Int, height: Int) -> [Band] {
        let edges = Set(rects.flatMap { [$0.y, $0.y + $0.height] } + [0, height]).filter { (0...height).contains($0) }
        let cuts = edges.sorted()
        return zip(cuts, cuts.dropFirst()).map { top, bottom in
            Band(rows: top..<bottom, columns: columns(ofRow: top, width: width))
        }
    }

    private func columns(ofRow row: Int, width: Int) -> [Range<Int>] {
        let hidden = rects.filter { ($0.y..<$0.y + $0.height).contains(row) }.sorted { $0.x < $1.x }
        var left = 0
        var shown: [Range<Int>] = []
        for rect in hidden {
            if rect.x > left, left < width {
                shown.append(left..<min(rect.x, width))
            }
            left = max(left, rect.x + rect.width)
        }
        if left < width {
            shown.append(left..<width)
        }
        return shown
    }

    /// The samples from `start` on that lie in `length` pixels rounded out to even ones, `step` pixels to a sample.
    private static func even(_ start: Int, _ length: Int, step: Int, limit: Int) -> Range<Int> {
        guard length > 0 else { return 0..<0 }
        let pixels = 0...limit * step
        let (first, end) = (min(max(start, 0), pixels.upperBound), start.addingReportingOverflow(length))
        let last = end.overflow ? pixels.upperBound : min(max(end.partialValue, 0), pixels.upperBound)
        guard last > first else { return 0..<0 }
        return first / 2 * 2 / step..<min((last + 1) / 2 * 2 / step, limit)
    }
}

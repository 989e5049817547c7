internal import LabModel

/// Reads a mark's cells straight from a plane, at places worked out beforehand for one map and one shape of plane.
///
/// Each cell is the sum of four samples around its middle. Black and white are judged by the cells beside them that are
/// known: the strips' ends and the code's finder patterns.
struct MarkSampler: Sendable {
    let map: GridMap
    let shape: PlaneShape
    private let strips: [[Int32]?]
    private let code: [Int32]?
    private let thresholds = CodeThresholds()

    static let taps = 4
    /// The least difference of white and black, in levels of 8 bits.
    static let leastContrast = 24

    /// Works out the places; a strip or code that does not lie wholly in the plane is left out.
    init(map: GridMap, shape: PlaneShape) {
        self.map = map
        self.shape = shape
        let places = TapPlaces(map: map, shape: shape)
        strips = Strip.allCases.map(places.strip)
        code = places.code
    }

    /// Reads both strips and the code.
    func sample(_ plane: PlaneView) -> MarkEvidence {
        plane.bytesPerSample == 1
            ? sample(plane.base.assumingMemoryBound(to: UInt8.self), depth: 8)
            : sample(plane.base.assumingMemoryBound(to: UInt16.self), depth: plane.depth)
    }

    private func sample<Value: FixedWidthInteger>(_ base: UnsafePointer<Value>, depth: Int) -> MarkEvidence {
        let unit = Int32(1) << Int32(depth - 8)
        let contrast = Int32(Self.taps * Self.leastContrast) * unit
        return MarkEvidence(
            top: readStrip(.top, base, contrast: contrast),
            bottom: readStrip(.bottom, base, contrast: contrast),
            sampled: readCode(base, contrast: contrast)
        )
    }

    private func readStrip<Value: FixedWidthInteger>(
        _ strip: Strip,
        _ base: UnsafePointer<Value>,
        contrast: Int32
    ) -> StripEvidence {
        guard let places = strips[strip == .top ? 0 : 1] else { return .absent }
        return places.withUnsafeBufferPointer { places in
            let reader = CellReader(base: base, places: places, isInverted: map.isInverted)
            let columns = MarkLayout.stripColumns
            var ends = SIMD4<Int32>()
            for row in 0..<MarkLayout.stripRows {
                let start = row &* columns
                ends =
                    ends
                    &+ SIMD4(
                        reader[start],
                        reader[start &+ 1],
                        reader[start &+ columns &- 2],
                        reader[start &+ columns &- 1]
                    )
            }
            let (left, right) = (ends[0] &+ ends[1], ends[2] &+ ends[3])
            let least = contrast &* Int32(MarkLayout.stripRows)
            guard ends[1] &- ends[0] >= least, ends[2] &- ends[3] >= least else { return .absent }
            // Eight cells' sums make each end's level; a cell is white when 8 times it exceeds the level beside it.
            var rows = StripRows()
            for row in 0..<MarkLayout.stripRows {
                var bits: UInt64 = 0
                for column in 0..<MarkLayout.dataColumns {
                    let part = Int32(column) &+ 2
                    let level = left &* (47 &- part) &+ right &* part
                    let isWhite = reader[row &* columns &+ column &+ 2] &* (8 &* 47) > level
                    bits = bits << 1 | (isWhite ? 1 : 0)
                }
                rows[strip.dataRow(row)] = bits
            }
            return MarkCode(rows: rows).map(StripEvidence.whole) ?? .damaged(rows)
        }
    }

    private func readCode<Value: FixedWidthInteger>(
        _ base: UnsafePointer<Value>,
        contrast: Int32
    ) -> CodeEvidence {
        guard let code else { return .absent }
        return code.withUnsafeBufferPointer { places in
            let reader = CellReader(base: base, places: places, isInverted: map.isInverted)
            guard let levels = thresholds.levels(reader, contrast: contrast) else { return .absent }
            var format: UInt16 = 0
            var index = CodeThresholds.cells
            for module in CodeGrid.format {
                format = format << 1 | (levels.isDark(reader[index], module) ? 1 : 0)
                index &+= 1
            }
            guard let mask = CodeGrid.mask(ofFormat: format) else { return .absent }
            var bits = CodeBits()
            CodeGrid.data.withUnsafeBufferPointer { data in
                for word in 0..<4 {
                    var value: UInt64 = 0
                    for place in 0..<56 {
                        let isDark = levels.isDark(reader[index], data[word &* 56 &+ place])
                        value = value << 1 | (isDark ? 1 : 0)
                        index &+= 1
                    }
                    bits.words[word] = value
                }
            }
            bits.words ^= CodeGrid.maskBits[mask].words
            return bits.code.map(CodeEvidence.whole) ?? .damaged(bits)
        }
    }
}

/// Sums the samples of a cell.
struct CellReader<Value: FixedWidthInteger> {
    let base: UnsafePointer<Value>
    let places: UnsafeBufferPointer<Int32>
    let isInverted: Bool

    /// The sum of a cell's four samples; inverted pictures give it below zero, so that white is always the greater.
    subscript(cell: Int) -> Int32 {
        var sum: Int32 = 0
        for tap in 0..<MarkSampler.taps {
            sum &+= Int32(truncatingIfNeeded: base[Int(places[cell &* MarkSampler.taps &+ tap])])
        }
        return isInverted ? -sum : sum
    }
}

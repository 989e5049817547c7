public import LabModel

/// Reads the marks of a stream's pictures, one after the other; used from one thread at a time.
///
/// It looks at the strips where they were last, then for the QR code where that was last, then for a QR code anywhere.
/// A picture without any code costs a scan of the whole picture, tens of milliseconds, in full only now and then.
public struct MarkReader: ~Copyable, Sendable {
    let scanner = CodeScanner()
    var copy = GreyCopy()
    private var shape: PlaneShape?
    private(set) var sampler: MarkSampler?
    /// Whether both strips were once read where the sampler looks: until then each scan fits the grid anew.
    private var isProven = false
    var foreign = ForeignReader()
    var players = PlayerWatch()
    private var newest: MarkCode?
    /// Pictures in a row in which no code was found.
    private var misses = 0
    /// Trials in a row of reading a picture as taken at an angle that led to nothing.
    private var angleTrials = 0

    /// How much a picture may cost.
    public enum Effort: Sendable {
        /// Search everywhere for a mark that is not where it was: tens of milliseconds.
        case thorough
        /// Look only where a mark was last, or where it lies in a picture that arrives as it was drawn: about one.
        case hurried
    }

    /// The first misses are searched in full; later ones only this often.
    private static let thoroughMisses = 4
    private static let thoroughInterval = 16

    /// Makes a reader that has seen nothing yet; one reader serves one stream.
    public init() {
    }

    /// Reads one picture's mark from its luma plane, in place: 8 bits, or 10 to 16 in two little-endian bytes.
    ///
    /// The plane may be in limited or full range, and may change its size from picture to picture.
    public mutating func read(_ luma: PlaneView, effort: Effort = .thorough) -> MarkReading {
        let shape = PlaneShape(luma)
        guard shape.isReadable else {
            return .unreadable(.noCode, "the picture's size, stride or depth is beyond what can be read")
        }
        if shape != self.shape {
            forgetPlaces(for: shape)
        }
        return watched(followed(luma, effort), luma, effort)
    }

    /// Reads the mark that is followed, or one that is found.
    private mutating func followed(_ luma: PlaneView, _ effort: Effort) -> MarkReading {
        if let sampler {
            let evidence = sampler.sample(luma)
            switch MarkJudge(newest: newest).judge(evidence, scanned: nil) {
            case .accept(let code, let route): return accept(code, route)
            case .reject(let cause, let text): return .unreadable(cause, text)
            case .needsScan: return search(luma, evidence, effort)
            }
        }
        return search(luma, MarkEvidence(), effort)
    }

    /// Keeps the map when only the stride changed.
    private mutating func forgetPlaces(for shape: PlaneShape) {
        if let sampler, self.shape?.size == shape.size {
            self.sampler = MarkSampler(map: sampler.map, shape: shape)
        } else {
            sampler = nil
            isProven = false
            foreign.forgetPlaces()
            players.reset()
            misses = 0
        }
        self.shape = shape
    }

    /// Looks for another mark than the one that was followed.
    mutating func forgetFollowed() {
        sampler = nil
        isProven = false
        newest = nil
    }

    private mutating func accept(_ code: MarkCode, _ route: MarkRoute) -> MarkReading {
        misses = 0
        foreign.confirmOwn()
        if let newest, newest.streamID == code.streamID {
            self.newest = newest.number < code.number ? code : newest
        } else {
            newest = code
        }
        return .stamp(code.stamp, route)
    }
}

extension MarkReader {
    /// Scans for codes, likely places first, until one is a mark.
    private mutating func search(
        _ luma: PlaneView,
        _ evidence: MarkEvidence,
        _ effort: Effort
    ) -> MarkReading {
        var hint: ForeignReader.Doubt?
        switch foreign.follow(luma, copy: &copy) {
        case .stamp(let stamp, let route): return acceptForeign(stamp, route)
        case .doubt(let doubt): hint = doubt
        case nil: break
        }
        let isThorough = effort == .thorough
        for way in ways(luma, isThorough) {
            guard hint?.isFinal != true else { break }
            guard copy.take(luma, way) else { continue }
            let findings = scan()
            for finding in findings {
                guard let code = MarkText.read(finding.text) else { continue }
                let box = copy.boxInPlane(finding.box)
                if players.isStill(Sighting(stamp: code.stamp, box: box)) { continue }
                let scanned = GridMap(code: box, isInverted: way.isNegated)
                return resolve(code, scanned, corners: finding.corners.map(copy.cornersInPlane), luma)
            }
            switch foreign.judge(findings, in: copy, isNegated: way.isNegated) {
            case .stamp(let stamp, let route): return acceptForeign(stamp, route)
            case .doubt(let doubt): hint = doubt
            case nil: break
            }
        }
        if isThorough, isSearchedInFull, hint?.isFinal != true {
            switch foreign.searchPictures(luma, copy: &copy, misses: misses) {
            case .stamp(let stamp, let route): return acceptForeign(stamp, route)
            case .doubt(let doubt): hint = doubt
            case nil: break
            }
        }
        return giveUp(evidence, hint: hint, wasThorough: isThorough)
    }

    private mutating func acceptForeign(_ stamp: FrameStamp, _ route: MarkRoute) -> MarkReading {
        misses = 0
        return .stamp(stamp, route)
    }

    /// Whether this picture is searched everywhere, in every way.
    private var isSearchedInFull: Bool {
        misses < Self.thoroughMisses || misses.isMultiple(of: Self.thoroughInterval)
    }

    /// The QR codes in the copy.
    func scan() -> [CodeScanner.Finding] {
        copy.pixels.withUnsafeBufferPointer { scanner.scan($0, width: copy.width, height: copy.height) }
    }

    /// The ways of this picture, in order.
    private func ways(_ luma: PlaneView, _ isThorough: Bool) -> [GreyCopy.Way] {
        var ways: [GreyCopy.Way] = []
        if let sampler {
            let box = sampler.map.codeBox(modules: CodeGrid.side)
            let module = sampler.map.modulePixels
            ways += ScanPlan.ways(
                box.grown(by: 6 * module),
                modulePixels: module,
                isNegated: sampler.map.isInverted
            )
        } else if let place = foreign.place {
            ways += ScanPlan.ways(place.searched, modulePixels: place.modulePixels, isNegated: place.isNegated)
        } else {
            let map = GridMap(MarkLayout(size: luma.size))
            let box = map.codeBox(modules: QRCode.Kind.dict.side).grown(by: 6 * map.modulePixels)
            ways += ScanPlan.ways(box, modulePixels: map.modulePixels, isNegated: false)
        }
        return isThorough ? ways + ScanPlan.ways(luma.size, thorough: isSearchedInFull) : ways
    }

    /// Looks at the strips around a code that was scanned, so that all copies are judged together.
    private mutating func resolve(
        _ code: MarkCode,
        _ scanned: GridMap,
        corners: Projection.Corners?,
        _ luma: PlaneView
    ) -> MarkReading {
        misses = 0
        foreign.forgetPlaces()
        let (sampler, evidence) = place(code, scanned, corners: corners, luma)
        isProven =
            evidence.top.code != nil && evidence.bottom.code != nil || isProven && sampler.map == self.sampler?.map
        self.sampler = sampler
        switch MarkJudge(newest: newest).judge(evidence, scanned: .some(code)) {
        case .accept(let code, let route): return accept(code, route)
        case .reject(let cause, let text): return .unreadable(cause, text)
        case .needsScan: return .unreadable(.crc, "the QR code was read, and its surroundings were not")
        }
    }

    /// The sampler with which the mark around a scanned code is read best, and what it reads: where the mark was last,
    /// where it lies in a picture that arrives as it was drawn, or else where it is found by fitting the grid.
    private mutating func place(
        _ code: MarkCode,
        _ scanned: GridMap,
        corners: Projection.Corners?,
        _ luma: PlaneView
    ) -> (MarkSampler, MarkEvidence) {
        let shape = PlaneShape(luma)
        var asDrawn = GridMap(MarkLayout(size: luma.size))
        asDrawn.isInverted = scanned.isInverted
        let near = [sampler?.map, asDrawn].compactMap { $0 }.filter {
            $0.agrees(with: scanned, within: scanned.modulePixels * 1.5)
        }
        var best: (MarkSampler, MarkEvidence)?
        for map in near {
            let sampler = MarkSampler(map: map, shape: shape)
            let evidence = sampler.sample(luma)
            if evidence.strips.allSatisfy({ $0.code != nil }) { return (sampler, evidence) }
            if best == nil || evidence.strips.contains(where: { $0.code == code }) { best = (sampler, evidence) }
        }
        if let best, isProven, best.0.map == sampler?.map { return best }
        let fitted = GridFit(plane: luma, isInverted: scanned.isInverted).fit(scanned, code: code)
        let sampler = MarkSampler(map: fitted, shape: shape)
        let evidence = sampler.sample(luma)
        if evidence.strips.allSatisfy({ $0.code != nil }) { return (sampler, evidence) }
        if let angled = placeAtAngle(code, scanned, corners: corners, luma) { return angled }
        if evidence.strips.contains(where: { $0.code != nil }) { return (sampler, evidence) }
        return best ?? (sampler, evidence)
    }

    /// The sampler of a picture that was taken at an angle, tried for the first pictures and then now and then: nil
    /// unless both strips are read with it.
    private mutating func placeAtAngle(
        _ code: MarkCode,
        _ scanned: GridMap,
        corners: Projection.Corners?,
        _ luma: PlaneView
    ) -> (MarkSampler, MarkEvidence)? {
        guard let corners else { return nil }
        defer { angleTrials = min(angleTrials + 1, 1 << 30) }
        guard angleTrials < Self.thoroughMisses || angleTrials.isMultiple(of: Self.thoroughInterval),
            let map = GridFit(plane: luma, isInverted: scanned.isInverted).fit(corners: corners, code: code)
        else { return nil }
        let sampler = MarkSampler(map: map, shape: PlaneShape(luma))
        let evidence = sampler.sample(luma)
        guard evidence.strips.allSatisfy({ $0.code != nil }) else { return nil }
        angleTrials = 0
        return (sampler, evidence)
    }

    /// No mark was scanned: what the strips say decides alone.
    private mutating func giveUp(
        _ evidence: MarkEvidence,
        hint: ForeignReader.Doubt?,
        wasThorough: Bool
    ) -> MarkReading {
        switch MarkJudge(newest: newest).judge(evidence, scanned: .some(nil)) {
        case .accept(let code, let route): return accept(code, route)
        case .reject(let cause, let text):
            misses += wasThorough ? 1 : 0
            guard cause == .noCode, let hint else { return .unreadable(cause, text) }
            if hint.isSeveral { return .severalPlayers }
            return .unreadable(hint.cause, hint.text)
        case .needsScan: return .unreadable(.noCode, "no code was found in the picture")
        }
    }
}

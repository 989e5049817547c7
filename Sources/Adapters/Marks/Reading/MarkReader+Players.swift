internal import LabModel

/// Marks of several players in one picture.
extension MarkReader {
    /// What the picture says once it is known whether others' marks are in it.
    mutating func watched(_ reading: MarkReading, _ luma: PlaneView, _ effort: Effort) -> MarkReading {
        guard case .stamp(let stamp, let route) = reading else {
            return players.state == .several ? .severalPlayers : reading
        }
        if effort == .thorough, players.isDue() {
            let newest = look(luma, stamp, route)
            guard players.state == .one, let newest else { return .severalPlayers }
            return .stamp(newest, route)
        } else if case .foreign = route, let latest = foreign.latest {
            players.noteTurn(Sighting(stamp: stamp, box: latest.box))
        }
        return players.state == .several ? .severalPlayers : reading
    }

    /// Looks for other marks of the same kind in the whole picture.
    /// - Returns: what the picture shows if it is one maker's; nil where the followed mark stands still beside a player.
    private mutating func look(_ luma: PlaneView, _ stamp: FrameStamp, _ route: MarkRoute) -> FrameStamp? {
        guard let own = followedPlace(luma, route) else { return stamp }
        let followed = Sighting(stamp: stamp, box: own.box)
        var sightings = [followed]
        let way = ScanPlan.ways(own.picture, modulePixels: own.modulePixels, isNegated: own.isNegated).first
        if let way, copy.take(luma, way) {
            for finding in scan() {
                guard let other = Self.stamp(finding.text, of: route.kind) else { continue }
                let sighting = Sighting(stamp: other, box: copy.boxInPlane(finding.box))
                guard !sightings.contains(where: { sighting.isAt($0.box) }) else { continue }
                sightings.append(sighting)
            }
        }
        let newestLast = sightings.sorted { $1.stamp.isNewer(than: $0.stamp) }
        players.note(newestLast, pace: own.pace, mayTakeTurns: route.kind != .lab)
        guard route.kind != .lab else {
            guard players.isStill(followed) else { return stamp }
            forgetFollowed()
            return nil
        }
        for other in sightings.dropFirst() {
            foreign.follow(other.box, modulePixels: own.modulePixels)
        }
        return newestLast.last?.stamp
    }

    /// What a text says as a mark of a kind; nil when it is none.
    private static func stamp(_ text: [UInt8], of kind: MarkKind) -> FrameStamp? {
        guard kind != .lab else { return MarkText.read(text)?.stamp }
        guard let (found, stamp) = ForeignText.read(text), found == kind else { return nil }
        return stamp
    }

    /// Where a mark is followed.
    private struct FollowedPlace {
        var box: PixelBox
        var picture: PixelBox
        var modulePixels: Double
        var isNegated: Bool
        var pace: PlayerWatch.Pace
    }

    private func followedPlace(_ luma: PlaneView, _ route: MarkRoute) -> FollowedPlace? {
        let picture = PixelBox(x: 0...Double(luma.width), y: 0...Double(luma.height))
        if route.kind == .lab {
            guard let map = sampler?.map else { return nil }
            var asDrawn = GridMap(MarkLayout(size: luma.size))
            asDrawn.isInverted = map.isInverted
            return FollowedPlace(
                box: map.codeBox(modules: CodeGrid.side),
                picture: picture,
                modulePixels: map.modulePixels,
                isNegated: map.isInverted,
                pace: map == asDrawn ? .whole : .part
            )
        }
        guard let latest = foreign.latest, let place = foreign.place else { return nil }
        return FollowedPlace(
            box: latest.box,
            picture: picture,
            modulePixels: latest.modulePixels,
            isNegated: place.isNegated,
            pace: .foreign
        )
    }
}

extension FrameStamp {
    /// Whether a stamp is of a later frame, by its number, or by its time where there is none.
    func isNewer(than other: FrameStamp) -> Bool {
        if let number, let others = other.number { return number > others }
        return (time?.nanoseconds ?? 0) > (other.time?.nanoseconds ?? 0)
    }
}

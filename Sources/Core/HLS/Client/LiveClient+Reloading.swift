internal import LabModel

extension LiveClient {
    /// Asks for the first playlist, once.
    mutating func begin(at now: MonotonicTime) {
        guard lastID == 0 else { return }
        do {
            let address = try WebReference.resolve(url, against: url)
            load(address, for: .first, at: now)
        } catch {
            end(.unusable(error))
        }
    }

    /// Asks for the playlist again when its time has come.
    mutating func reload(at now: MonotonicTime) {
        guard !hasEnded, let due = reloading.due, due <= now, reloading.load == nil, let playlist else { return }
        reloading.due = nil
        var waitsFor: MediaPlace?
        if settings.lowLatency, playlist.serverControl.canBlockReload, reloading.mayBlock {
            let part = playlist.partTarget.map { _ in playlist.openSegment?.parts.count ?? 0 }
            waitsFor = MediaPlace(sequence: playlist.nextSequence, part: part)
        }
        var directives = waitsFor?.directives ?? []
        let isUpdate = mayUpdate(playlist, at: now)
        if isUpdate {
            directives.append(("_HLS_skip", "YES"))
        }
        let url = WebReference.appending(directives, to: address)
        load(url, for: .again, waitsFor: waitsFor, isUpdate: isUpdate, at: now)
    }

    /// Asks for the playlist of another variant, in place of the one that is fetched.
    /// - Parameters:
    ///   - index: its place in ``variants``.
    ///   - purpose: for the first time, or in place of the one that is fetched.
    ///   - place: what the playlist is to hold, as it was reported: no cache may answer with an older one; nil for any.
    ///   - now: when.
    mutating func loadVariant(
        _ index: Int,
        for purpose: Reloading.Purpose,
        holding place: MediaPlace? = nil,
        at now: MonotonicTime
    ) {
        do {
            let address = try WebReference.resolve(variants[index].uri, against: variantsAddress)
            if let load = reloading.load {
                actions.append(.cancel(id: load.id))
            }
            reloading.due = nil
            let url = WebReference.appending(place?.directives ?? [], to: address)
            load(url, for: purpose, waitsFor: place, at: now)
        } catch {
            end(.unusable(error))
        }
    }

    /// The newest part of a variant, as the playlist of the present one reports it; nil where it says nothing of use.
    func reportedPlace(ofVariant index: Int) -> MediaPlace? {
        guard settings.lowLatency, reloading.mayBlock, let playlist, playlist.serverControl.canBlockReload,
            let address = try? WebReference.resolve(variants[index].uri, against: variantsAddress)
        else { return nil }
        let report = playlist.renditionReports.first { report in
            (try? WebReference.resolve(report.uri, against: self.address)) == address
        }
        return report?.lastSequence.map { MediaPlace(sequence: $0, part: report?.lastPart) }
    }

    /// Notes once that the playlist brought nothing for too long.
    mutating func noteStaleness(at now: MonotonicTime) {
        guard !hasEnded, let playlist, let time = reloading.staleAt(playlist), time <= now else { return }
        reloading.isStaleNoted = true
        let limit = Latency(nanoseconds: playlist.targetDuration.nanoseconds / 2 * 3)
        note(.playlistStale, "the playlist did not change for \(limit.decimalSeconds) s")
    }

    /// Takes note that a playlist could not be fetched.
    mutating func fail(_ load: Reloading.Load, _ failure: FetchFailure, at now: MonotonicTime) {
        switch load.purpose {
        case .first, .variant:
            end(.unreachable(failure))
        case .change(let index) where load.isBlocking:
            // A server may report renditions and yet not block; the plain playlist says whether it is there.
            loadVariant(index, for: load.purpose, at: now)
        case .change(let index):
            note(.reloadFailed, "variant \(variants[index].name) could not be had: \(failure)")
            giveUpChange(at: now)
        case .again:
            // A server that holds a request back and then lets it go has nothing new; one that restarted refuses it.
            if load.isBlocking, failure.isOfWaiting {
                let target = playlist?.targetDuration.nanoseconds ?? 0
                let isQuick = (now - load.began).nanoseconds < target / 2
                reloading.refuse(at: now, counts: failure == .status(400) || isQuick)
                if reloading.hasGivenUpBlocking {
                    note(.reloadFailed, "the server refuses blocking reloads: the playlist is polled")
                }
                return
            }
            failReload(.unreachable(failure), "\(failure)", at: now)
        }
    }

    /// Takes note that a playlist cannot be used.
    mutating func reject(_ load: Reloading.Load, _ error: PlaylistError, at now: MonotonicTime) {
        switch load.purpose {
        case .first, .variant:
            end(.unusable(error))
        case .change(let index):
            note(.reloadFailed, "variant \(variants[index].name) cannot be used: \(error)")
            giveUpChange(at: now)
        case .again:
            if error == .updateWithoutBase, load.isUpdate {
                reloading.isFullNext = true
                reloading.due = now
                return
            }
            failReload(.unusable(error), "\(error)", at: now)
        }
    }

    private mutating func giveUpChange(at now: MonotonicTime) {
        wantedVariant = nil
        reloading.due = now
    }

    private mutating func failReload(_ reason: ClientEnd, _ text: String, at now: MonotonicTime) {
        note(.reloadFailed, "the playlist could not be loaded again: \(text)")
        reloading.fail(at: now, target: playlist?.targetDuration ?? .zero)
        if let since = reloading.failingSince, now - since >= settings.giveUpAfter {
            end(reason)
        }
    }

    /// Section 6.3.7: not from a playlist older than half of what is never left out.
    private func mayUpdate(_ playlist: MediaPlaylist, at now: MonotonicTime) -> Bool {
        guard settings.lowLatency, !reloading.isPlainNext, !reloading.isFullNext, let arrival = reloading.arrival,
            let boundary = playlist.serverControl.canSkipUntil
        else { return false }
        return (now - arrival).nanoseconds <= boundary.nanoseconds / 2
    }

    private mutating func load(
        _ url: String,
        for purpose: Reloading.Purpose,
        waitsFor: MediaPlace? = nil,
        isUpdate: Bool = false,
        at now: MonotonicTime
    ) {
        let id = newID()
        let isBlocking = waitsFor != nil
        reloading.load = Reloading.Load(
            id: id,
            purpose: purpose,
            began: now,
            isBlocking: isBlocking,
            isUpdate: isUpdate
        )
        let held = isBlocking ? Latency(nanoseconds: (playlist?.targetDuration.nanoseconds ?? 0) * 3) : .zero
        actions.append(
            .playlist(
                PlaylistRequest(
                    id: id,
                    url: url,
                    isBlocking: isBlocking,
                    waitsFor: waitsFor,
                    patience: held + settings.answerLimit
                )
            )
        )
    }
}

extension MediaPlace {
    /// What a request says for a playlist that holds it.
    fileprivate var directives: [(name: String, value: String)] {
        [("_HLS_msn", "\(sequence)")] + (part.map { [("_HLS_part", "\($0)")] } ?? [])
    }
}

extension FetchFailure {
    /// Whether a blocking request fails so on a server that works: refused as one for what lies too far ahead, let go
    /// after its time, or not known at all.
    fileprivate var isOfWaiting: Bool {
        switch self {
        case .status(let status): status == 400 || status == 503
        case .timedOut: true
        case .other: false
        }
    }
}

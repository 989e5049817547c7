extension MediaPlaylist {
    /// The full playlist that a delta update means, section 6.3.7; a full playlist is returned as it is.
    ///
    /// A map told only in what is left out goes on to hold for what is not.
    /// - Parameter base: the full playlist that was loaded before.
    /// - Returns: a playlist that leaves nothing out.
    /// - Throws: ``PlaylistError/updateWithoutBase`` when that does not hold all that is left out.
    public func merged(onto base: MediaPlaylist?) throws(PlaylistError) -> MediaPlaylist {
        guard skippedSegments > 0 else { return self }
        guard let base, base.skippedSegments == 0, mediaSequence >= base.mediaSequence,
            mediaSequence - base.mediaSequence + skippedSegments <= base.segments.count
        else { throw .updateWithoutBase }
        let first = mediaSequence - base.mediaSequence
        var old = base.segments[first..<first + skippedSegments]
        // Parts are listed for three target durations, and at least six are never left out.
        for index in old.indices where !old[index].parts.isEmpty {
            old[index].parts = []
        }
        var result = self
        result.skippedSegments = 0
        let map = old.last?.map
        for index in result.segments.indices where result.segments[index].map == nil {
            result.segments[index].map = map
        }
        if let open = result.openSegment, open.map == nil {
            result.openSegment?.map = map
        }
        result.segments.insert(contentsOf: old, at: 0)
        return result
    }
}

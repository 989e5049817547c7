public import LabModel

extension Summary.Media {
    /// Whether media came in segments, as HLS and DASH send it; false where no container is known.
    ///
    /// Nothing of a segment can be watched at the delay of its last frame: such a stream is judged by its operating
    /// delay.
    public var isSegmented: Bool {
        guard let container else { return false }
        // libav names a demuxer by all its names, such as `hls,applehttp`.
        return container.split(separator: ",").contains { ["hls", "applehttp", "dash"].contains($0.lowercased()) }
    }
}

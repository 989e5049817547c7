public import LabModel

extension Summary.Media {
    /// Whether media came in segments, as HLS and DASH send it: then nothing of a segment can be watched at the delay
    /// of its last frame, and the stream is judged by its operating delay. False where no container is known.
    public var isSegmented: Bool {
        guard let container else { return false }
        // libav names a demuxer by all its names, such as `hls,applehttp`.
        return container.split(separator: ",").contains { ["hls", "applehttp", "dash"].contains($0.lowercased()) }
    }
}

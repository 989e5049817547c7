/// The containers that a live stream is sent in.
public enum ContainerFormat: String, Sendable, Hashable, CaseIterable {
    /// MPEG transport stream, PES packets with their length.
    case mpegTS
    /// Fragmented MP4, one fragment a frame.
    case fragmentedMP4
    /// JPEG pictures as parts of a multipart response.
    case multipartJPEG
}

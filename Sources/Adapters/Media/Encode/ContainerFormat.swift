public import LabModel

/// The containers that a live stream is sent in.
public enum ContainerFormat: String, Sendable, Hashable, CaseIterable {
    /// MPEG transport stream, PES packets with their length.
    case mpegTS
    /// Fragmented MP4, one fragment a frame.
    case fragmentedMP4
    /// JPEG pictures as parts of a multipart response.
    case multipartJPEG
}

extension ContainerFormat {
    var libavName: String {
        switch self {
        case .mpegTS: "mpegts"
        case .fragmentedMP4: "mp4"
        case .multipartJPEG: "mpjpeg"
        }
    }

    /// What the container can carry so that viewers can read it.
    public var codecs: Set<VideoCodec> {
        switch self {
        case .mpegTS: [.h264, .hevc]
        case .fragmentedMP4: [.h264, .hevc, .vp9, .av1]
        case .multipartJPEG: [.mjpeg]
        }
    }
}

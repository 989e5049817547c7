internal import CFFmpeg
internal import LabModel

/// Which codecs travel in which containers, so that players can read them.
enum PushFormats {
    /// libav's name of the container that a file's extension means; empty where it means none that one file can hold.
    static func name(ofFile path: String) -> String {
        guard let format = av_guess_format(nil, path, nil), format.pointee.flags & AVFMT_NOFILE == 0,
            let name = format.pointee.name
        else { return "" }
        return String(cString: name)
    }

    static func carries(_ codec: VideoCodec, format: String, isFragmented: Bool) -> Bool {
        switch format {
        case "flv": codec == .h264
        case "mpegts", "rtsp": [.h264, .hevc].contains(codec)
        case "hls": [.h264, .hevc].contains(codec) || isFragmented && codec == .av1
        default: writes(codec.libavID, format: format)
        }
    }

    /// Whether the streamer's AAC travels in a container.
    static func carriesSound(format: String) -> Bool {
        ["mpegts", "rtsp", "hls"].contains(format) || writes(AV_CODEC_ID_AAC, format: format)
    }

    /// Whether libav's container of that name takes the codec.
    private static func writes(_ codec: AVCodecID, format: String) -> Bool {
        guard let container = av_guess_format(format, nil, nil) else { return false }
        return avformat_query_codec(container, codec, FF_COMPLIANCE_NORMAL) == 1
    }
}

extension VideoCodec {
    var libavID: AVCodecID {
        switch self {
        case .h264: AV_CODEC_ID_H264
        case .hevc: AV_CODEC_ID_HEVC
        case .vp9: AV_CODEC_ID_VP9
        case .av1: AV_CODEC_ID_AV1
        case .mjpeg: AV_CODEC_ID_MJPEG
        }
    }
}

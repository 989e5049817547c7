internal import LabModel
internal import Media

/// Something that a streamer serves to be watched.
public struct StreamAddress: Sendable, Hashable {
    /// The path, such as `/live.ts`.
    public var path: String
    /// What is there, in a few words.
    public var about: String
}

extension StreamSettings {
    /// What can be watched, the address with the least delay first; only what the codec can be sent in.
    public var addresses: [StreamAddress] {
        let hasTransportStream = ContainerFormat.mpegTS.codecs.contains(codec)
        let hasFragments = ContainerFormat.fragmentedMP4.codecs.contains(codec)
        var addresses: [StreamAddress] = []
        if hasTransportStream {
            addresses.append(StreamAddress(path: "/live.ts", about: "MPEG-TS, a frame at a time"))
        }
        if hasFragments {
            addresses.append(StreamAddress(path: "/live.mp4", about: "fragmented MP4, a frame at a time"))
        }
        addresses.append(StreamAddress(path: "/live.mjpeg", about: "JPEG pictures, for any browser"))
        if hasFragments {
            let form = ladder.isEmpty ? "HLS with low-latency parts" : "HLS, several renditions"
            addresses.append(StreamAddress(path: "/hls/stream.m3u8", about: form))
            if !ladder.isEmpty {
                addresses += ([ownRung] + furtherRungs).map { rung in
                    StreamAddress(path: "/hls/\(rung.name)/stream.m3u8", about: "\(rung.size), \(rung.bitrate)")
                }
            }
        }
        if hasFragments {
            addresses.append(StreamAddress(path: "/dash/stream.mpd", about: "DASH"))
        }
        if hasTransportStream {
            addresses.append(StreamAddress(path: "/hls/ts.m3u8", about: "HLS in MPEG-TS"))
        }
        return addresses
    }
}

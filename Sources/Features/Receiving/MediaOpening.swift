import Foundation
import LabModel
import Media

/// Who speaks the protocol of an address.
public enum ProtocolChoice: String, Hashable, Sendable, CaseIterable {
    /// Our own client for playlists of HLS over http and https, libav for everything else.
    case automatic = "auto"
    /// Our own client, whole segments only.
    case hls
    /// Our own client, parts where the server has them.
    case lowLatencyHLS = "ll-hls"
    /// libav, whatever it is.
    case libav
}

/// The way from a run's address to a connection.
struct MediaOpening {
    var settings: ReceiveSettings
    /// The size that the streamer sends; nil where it is not known.
    var sentSize: PixelSize?
    var clock: any LabClock
    var interrupt: Interrupt
    var sink: MediaSink

    /// Makes a connection; nothing is waited for yet.
    func connect(_ options: SourceOptions) -> any MediaConnection {
        switch settings.proto {
        case .hls: return HLSReception(self, lowLatency: false, options: options)
        case .lowLatencyHLS: return HLSReception(self, lowLatency: true, options: options)
        case .libav: return LibavConnection(self, options: options)
        case .automatic:
            guard isWeb else { return LibavConnection(self, options: options) }
            if isPlaylist { return HLSReception(self, lowLatency: true, options: options) }
            var options = options
            options.opensPlaylists = false
            return LibavConnection(self, options: options)
        }
    }

    private var isWeb: Bool {
        let start = settings.url.prefix(8).lowercased()
        return start.hasPrefix("http://") || start == "https://"
    }

    private var isPlaylist: Bool {
        URLComponents(string: settings.url)?.path.lowercased().hasSuffix(".m3u8") ?? false
    }
}

import Foundation
import LabModel
import Media
import Relaying

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

    /// What libav asks: the stream's address, or what stands before it.
    var address: String {
        settings.relayed.map(\.url) ?? settings.url
    }

    /// Makes a connection; nothing is waited for yet.
    func connect(_ options: SourceOptions) -> any MediaConnection {
        if settings.isFetchedHere {
            return HLSReception(self, lowLatency: settings.proto != .hls, options: options)
        }
        var options = options
        options.opensPlaylists = settings.proto == .libav || !settings.isWeb
        // Another server would be asked past the link.
        options.leavesServer = settings.relayed == nil
        return LibavConnection(self, options: options)
    }
}

extension ReceiveSettings {
    /// Whether the lab's own client for HLS is asked first, and libav never.
    var isFetchedHere: Bool {
        switch proto {
        case .hls, .lowLatencyHLS: true
        case .libav: false
        case .automatic: isWeb && URLComponents(string: url)?.path.lowercased().hasSuffix(".m3u8") == true
        }
    }

    /// Whether it is an address of http or https.
    var isWeb: Bool {
        let start = url.prefix(8).lowercased()
        return start.hasPrefix("http://") || start == "https://"
    }
}

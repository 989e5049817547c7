import Estimation
import LabModel
import Media

/// A connection that libav makes: one stretch.
final class LibavConnection: MediaConnection {
    private let opening: MediaOpening
    private let options: SourceOptions
    private var hasOpened = false
    /// Takes over where the address turns out to be a playlist.
    private var hls: HLSReception?

    init(_ opening: MediaOpening, options: SourceOptions) {
        self.opening = opening
        self.options = options
    }

    func next() throws -> MediaStretch? {
        if let hls { return try hls.next() }
        guard !hasOpened else { return nil }
        hasOpened = true
        do throws(MediaError) {
            return stretch(
                try AccessUnitReader.open(
                    opening.address,
                    options: options,
                    clock: opening.clock,
                    interrupt: opening.interrupt
                )
            )
        } catch .playlist {
            var options = options
            options.opensPlaylists = true
            let hls = HLSReception(opening, lowLatency: true, options: options)
            self.hls = hls
            return try hls.next()
        }
    }

    var endsForGood: Bool {
        hls?.endsForGood ?? false
    }

    func took(_ unit: AccessUnit) {
        hls?.took(unit)
    }

    func leavesOut(_ error: MediaError) -> Bool {
        hls?.leavesOut(error) ?? false
    }

    func takeUnread() -> [TimeGap] {
        hls?.takeUnread() ?? []
    }

    func close() {
        hls?.close()
    }

    /// libav tells no target duration: three times the six seconds that many packagers use.
    private static let segmentedDrain = Latency.seconds(18)

    private func stretch(_ reader: AccessUnitReader) -> MediaStretch {
        var media = Summary.Media()
        media.container = reader.video.container
        return MediaStretch(
            reader: reader,
            container: reader.video.container,
            isLive: reader.isLive,
            isFirst: true,
            connectedAt: reader.connectedAt,
            stall: options.gapThreshold,
            drain: media.isSegmented ? Self.segmentedDrain : nil
        )
    }
}

internal import Content
internal import LabModel
internal import Media

/// Makes a stream's sound: draws the beeps and encodes them; one thread at a time.
///
/// Sound is made after its frame is out and travels with the next one, so that no picture ever waits for it.
final class SoundPipeline {
    /// What a second of sound may take, with the boxes around it.
    static let highestRate = DataRate(bitsPerSecond: 130_000)

    private let rate: FrameRate
    private let encoder: SoundEncoder
    private var track: BeepTrack?
    private var packets: [SoundPacket] = []

    /// Opens the encoder.
    /// - Throws: ``StreamingError/media(_:)``.
    init(_ rate: FrameRate) throws(StreamingError) {
        self.rate = rate
        do throws(MediaError) {
            encoder = try SoundEncoder.open(sampleRate: BeepTrack.sampleRate)
        } catch {
            throw .media(error)
        }
    }

    /// What containers must know of the sound.
    /// - Throws: ``StreamingError/media(_:)``.
    func stream() throws(StreamingError) -> SoundStream {
        do throws(MediaError) {
            return try encoder.stream()
        } catch {
            throw .media(error)
        }
    }

    /// Takes what was made and not taken yet.
    func take() -> [SoundPacket] {
        defer { packets = [] }
        return packets
    }

    /// Makes the sound up to a frame's end.
    /// - Parameters:
    ///   - number: the frame's number.
    ///   - tick: its presentation time in frame periods, above that of the frame before.
    /// - Throws: ``StreamingError/media(_:)``.
    func make(through number: FrameNumber, tick: Int64) throws(StreamingError) {
        var track = track ?? BeepTrack(rate: rate, firstTick: tick)
        let start = track.position
        let samples = track.samples(through: number, tick: tick)
        self.track = track
        do throws(MediaError) {
            packets += try encoder.encode(samples, from: start)
        } catch {
            throw .media(error)
        }
    }
}

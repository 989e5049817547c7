import Foundation
import LabModel
import Media
import Testing

/// Sound through the encoder, the containers and the decoder: where it stands on the stream's clock at the end.
@Suite struct SoundTests {
    private static let rate = 48_000
    /// Where the sound jumps from silence to a tone, in samples from media time 0.
    private static let onset = 30_000

    /// Pictures and sound as a streamer writes them.
    private func stream(_ format: ContainerFormat, from first: Int64 = 0) throws -> [UInt8] {
        let encoder = try VideoEncoder.open(NumberedPictures.settings(gop: 0.2))
        let sound = try SoundEncoder.open(sampleRate: Self.rate)
        let muxer = try StreamMuxer.open(format, stream: encoder.stream().with(sound.stream()))
        let picture = try PictureBuffer.make(size: NumberedPictures.size)
        let period = Self.rate / 30
        var bytes: [UInt8] = []
        var carried: [SoundPacket] = []
        for tick in first..<first + 40 {
            NumberedPictures.draw(Int(tick), into: picture)
            for packet in try encoder.encode(picture, index: tick) {
                bytes += try muxer.write(packet)
                bytes += try muxer.write(carried)
            }
            let start = Int(tick) * period
            let samples = (start..<start + period).map { index -> Float in
                index < Self.onset ? 0 : 0.5 * Float(sin(Double(index - Self.onset) * 2 * .pi * 1_000 / 48_000))
            }
            carried = try sound.encode(samples, from: Int64(start))
        }
        return muxer.header + bytes
    }

    private func read(_ bytes: [UInt8], wantsSound: Bool = true) throws -> (units: [AccessUnit], sounds: [SoundSamples])
    {
        let clock = ManualClock()
        var options = SourceOptions()
        options.wantsSound = wantsSound
        let reader = try AccessUnitReader.open(
            source: SteppedSource(bytes, clock: clock),
            options: options,
            clock: clock,
            interrupt: Interrupt()
        )
        var units: [AccessUnit] = []
        var sounds: [SoundSamples] = []
        let decoder = SoundDecoder()
        while let unit = try reader.next() {
            units.append(unit)
            for sound in reader.takeSound() {
                sounds += try decoder.decode(sound)
            }
        }
        for sound in reader.takeSound() {
            sounds += try decoder.decode(sound)
        }
        return (units, sounds)
    }

    /// The first sample that is as loud as a tenth of the tone.
    private func onset(_ sounds: [SoundSamples]) throws -> Double {
        for sound in sounds {
            if let index = sound.samples.firstIndex(where: { abs($0) > 0.05 }) {
                return sound.time.seconds + Double(index) / Double(sound.sampleRate)
            }
        }
        throw MediaError.empty(address: "sound")
    }

    @Test(arguments: [ContainerFormat.mpegTS, .fragmentedMP4], [Int64(0), 7])
    func soundStandsWhereItWasPut(format: ContainerFormat, first: Int64) throws {
        let (units, sounds) = try read(stream(format, from: first))
        #expect(units.count == 40)
        let begin = try #require(units.first?.presentationTime)
        // Fragments count from the first picture, transport streams from media time 0: both tracks do the same.
        let expected = Double(Self.onset) / 48_000 - Double(first) / 30
        #expect(abs(try onset(sounds) - begin.seconds - expected) < 0.001)
        // Without a hole.
        for (one, next) in zip(sounds, sounds.dropFirst()) {
            let end = one.time.seconds + Double(one.samples.count) / 48_000
            #expect(abs(next.time.seconds - end) < 0.000_05)
        }
    }

    @Test func soundIsLeftOutUnlessItIsWanted() throws {
        let bytes = try stream(.mpegTS)
        let (units, sounds) = try read(bytes, wantsSound: false)
        #expect(units.count == 40)
        #expect(sounds.isEmpty)
    }

    @Test(arguments: [ContainerFormat.mpegTS, .fragmentedMP4])
    func picturesAreTheSameWithAndWithoutSound(format: ContainerFormat) throws {
        let with = try read(stream(format)).units
        let without = try NumberedPictures.chunks(40, format: format, settings: NumberedPictures.settings(gop: 0.2))
        let plain = try Reading.all(without.header + without.chunks.flatMap { $0 }).units
        #expect(with.map(\.presentationTime) == plain.map(\.presentationTime))
        #expect(with.map { $0.copyBytes() } == plain.map { $0.copyBytes() })
    }

    @Test func aStreamWithoutSoundTakesNone() throws {
        let encoder = try VideoEncoder.open(NumberedPictures.settings())
        let muxer = try StreamMuxer.open(.mpegTS, encoder: encoder)
        let sound = try SoundEncoder.open(sampleRate: Self.rate)
        let packets = try sound.encode(Array(repeating: 0, count: 4_096))
        #expect(packets.map(\.position) == packets.indices.map { Int64($0) * 1_024 })
        #expect(!packets.isEmpty)
        #expect(try muxer.write(packets).isEmpty)
    }

    @Test func theCodecsNameTheSound() throws {
        let sound = try SoundEncoder.open(sampleRate: Self.rate).stream()
        let stream = try NumberedPictures.chunks(2, format: .fragmentedMP4)
        let video = try #require(CodecString.of(header: stream.header))
        #expect(CodecString.of(header: stream.header, sound: sound) == "\(video),mp4a.40.2")
        #expect(CodecString.of(header: stream.header, sound: nil) == video)
        #expect(CodecString.of(header: [], sound: sound) == nil)
    }
}

import Foundation
import LabModel
import LabTesting
import Testing

/// The streamer's beeps through real containers, protocols and codecs, and with offsets that ffmpeg plants.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60))) struct SoundOffsetTests {
    let receiver = BuiltExecutable("receiver")
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    /// Small pictures, which a busy machine draws in time too.
    private static let stream = ["--size", "320x180", "--bitrate", "400k"]

    private func summary(_ source: String, _ arguments: [String] = []) async throws -> Summary {
        let outcome = try await receiver.run([source] + arguments + ["--json"], in: folder.path)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return try SummaryJSON.decode(outcome.output)
    }

    private func measure(_ file: String) async throws -> Double? {
        try await summary(file).avOffsetMs
    }

    /// Seven seconds of the streamer's stream; more where a busy machine skips some of its frames.
    private func record(_ name: String) async throws -> (file: String, hasTooFewBeeps: Bool) {
        let recording = folder.file(name)
        let hasTooFewBeeps = try await ServingStreamer.serving(Self.stream + ["--audio"]) { streamer in
            try await streamer.hasTooFewBeeps {
                try await TestMedia.make(recording, ["-i", streamer.url("/live.ts"), "-frames:v", "175", "-c", "copy"])
            }
        }
        return (recording, hasTooFewBeeps)
    }

    @Test func soundAndPictureStayTogether() async throws {
        try await ServingStreamer.serving(Self.stream + ["--audio"]) { streamer in
            for path in ["/live.ts", "/live.mp4", "/hls/stream.m3u8", "/hls/ts.m3u8"] {
                // Beeps come by the number of frames, of which a busy machine makes fewer in a second.
                let summary = try await summary(streamer.url(path), ["--duration", "60", "--frame-limit", "150"])
                if summary.avOffsetMs == nil, summary.hasTooFewBeeps { continue }
                let offset = try #require(summary.avOffsetMs, "\(path)")
                // Both are dated by the sample; what is left is what AAC does to a beep.
                #expect(abs(offset) < 0.2, "\(path): \(offset) ms")
            }
        }
    }

    @Test func withoutSoundThereIsNoOffset() async throws {
        try await ServingStreamer.serving { streamer in
            let summary = try await summary(streamer.url("/live.ts"), ["--duration", "4"])
            #expect(summary.avOffsetMs == nil)
        }
    }

    @Test func plantedOffsetsAreFound() async throws {
        let (recording, hasTooFewBeeps) = try await record("recording.ts")
        let measured = try await measure(recording)
        if measured == nil, hasTooFewBeeps { return }
        let own = try #require(measured)
        #expect(abs(own) < 0.2)
        for planted in [40.0, -40, 120, -120] {
            let file = folder.file("shifted.mkv")
            let shift = ["-i", recording, "-itsoffset", "\(planted / 1_000)", "-i", recording]
            try await TestMedia.make(file, shift + ["-map", "0:v", "-map", "1:a", "-c", "copy", "-copyts"])
            let found = try #require(try await measure(file))
            // Matroska counts in milliseconds.
            #expect(abs(found + planted) < 1, "\(found) of \(-planted) ms")
        }
    }

    @Test func codecsOfLowRatesMoveNothing() async throws {
        let (recording, hasTooFewBeeps) = try await record("recording.ts")
        let codecs = [
            ("aac.ts", "aac", "64k"), ("aac.mp4", "aac", "24k"), ("opus.mp4", "libopus", "32k"),
            ("mp3.ts", "mp3", "48k"),
        ]
        for (name, codec, rate) in codecs {
            let file = folder.file(name)
            try await TestMedia.make(
                file,
                ["-i", recording, "-c:v", "copy", "-c:a", codec, "-b:a", rate, "-copyts"]
            )
            let measured = try await measure(file)
            if measured == nil, hasTooFewBeeps { continue }
            let found = try #require(measured, "\(name)")
            #expect(abs(found) < 2, "\(found) ms by \(name) of \(rate)")
        }
    }

    @Test func foreignSoundGivesNothing() async throws {
        let recording = try await record("recording.ts").file
        let sounds = [
            "anoisesrc=d=7:a=0.5:r=48000", "sine=f=1000:d=7:r=48000", "sine=f=200:b=5:d=7:r=48000",
            // Syllables of noise, three a second.
            "anoisesrc=d=7:a=0.5:c=pink:r=48000,volume='gt(mod(t,0.33),0.2)':eval=frame",
            // Notes of a scale, four a second, one of them a beep's tone.
            "aevalsrc='0.4*exp(-6*mod(t,0.25))*sin(2*PI*t*(400+200*mod(floor(t*4),4)))':d=7:s=48000",
            // A tone of the right length once a second, but always the same.
            "aevalsrc='0.5*lt(mod(t,1),0.08)*sin(2*PI*1000*t)':d=7:s=48000",
        ]
        for sound in sounds {
            let file = folder.file("foreign.ts")
            let inputs = ["-i", recording, "-f", "lavfi", "-i", sound, "-map", "0:v", "-map", "1:a"]
            try await TestMedia.make(file, inputs + ["-c:v", "copy", "-c:a", "aac"])
            let found = try await measure(file)
            #expect(found == nil, "\(found ?? .nan) ms in \(sound)")
        }
    }
}

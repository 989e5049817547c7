import HLS
import LabModel
import LabTesting
import Testing

/// Planned streams of all kinds, whose playlists must keep the rules of RFC 8216bis at every frame.
@Suite(.heavy) struct PlaylistRulesTests {
    /// A stream that is drawn by chance.
    private struct Plan {
        var settings: LiveWindowSettings
        var maker: FrameMaker
        var frames: Int
        var missesKeyframes: Bool

        init(seed: UInt64) throws {
            var chance = SeededGenerator(seed: seed)
            let rates = [
                (1, 1), (2, 1), (5, 1), (24, 1), (25, 1), (30, 1), (50, 1), (60, 1), (24_000, 1_001), (30_000, 1_001),
            ]
            let (numerator, denominator) = rates[Int.random(in: 0..<rates.count, using: &chance)]
            let rate = try #require(FrameRate(numerator: numerator, denominator: denominator))
            let interval = max(
                1,
                Int((rate.framesPerSecond * [0.5, 1, 1, 2][Int.random(in: 0..<4, using: &chance)]).rounded())
            )
            let gop = rate.timeOfTick(Int64(interval))
            var settings = LiveWindowSettings(
                container: Bool.random(using: &chance) ? .fragmentedMP4 : .transportStream,
                frameRate: rate,
                wishedPart: .milliseconds(Double.random(in: 30...1_100, using: &chance).rounded()),
                segmentTarget: gop < .seconds(1) ? gop + gop : gop,
                listedSegments: Int.random(in: 4...14, using: &chance)
            )
            settings.keyframeInterval = Bool.random(using: &chance) ? interval : nil
            self.settings = settings
            maker = FrameMaker(rate: rate, keyframeInterval: interval)
            frames = Int(rate.framesPerSecond * Double.random(in: 10...24, using: &chance))
            missesKeyframes = seed % 5 == 0
        }
    }

    @Test(arguments: 0..<6)
    func everyPlaylistKeepsTheRules(seed: Int) throws {
        var plan = try Plan(seed: UInt64(seed))
        var chance = SeededGenerator(seed: UInt64(seed) + 1_000)
        var window = LiveWindow(plan.settings, map: [0])
        var last: [Bool: MediaPlaylist] = [:]
        var sent: [Int] = []
        var looked: Int?
        for number in 0..<plan.frames {
            let late = Int.random(in: 0..<20, using: &chance) == 0
            let skips = Int.random(in: 0..<40, using: &chance) == 0
            var frame = plan.maker.next(
                lateness: late ? .milliseconds(Double.random(in: 1...300, using: &chance)) : .zero,
                skipped: skips ? Int64.random(in: 1...9, using: &chance) : 0
            )
            // Encoders that do not keep their word about keyframes or durations break nothing but decoding.
            if plan.missesKeyframes, number > 0, Int.random(in: 0..<3, using: &chance) == 0 {
                frame.isKeyframe = false
            }
            if skips {
                frame.duration = Latency(
                    nanoseconds: frame.duration.nanoseconds * Int64.random(in: 0...5, using: &chance)
                )
            }
            window.append(frame)
            sent.append(number)
            if number == plan.frames - 1 {
                window.finish()
            }
            // Some moments in a row, now and then, and the end.
            let isLooked = number % 97 < 4 || number.isMultiple(of: 41) || number > plan.frames - 4
            guard isLooked, window.isReady else { continue }
            for lowLatency in [true, false] {
                let playlist = window.playlist(lowLatency: lowLatency)
                #expect(PlaylistRules.broken(by: playlist).isEmpty, "frame \(number) of seed \(seed)")
                if let before = last[lowLatency] {
                    #expect(
                        PlaylistRules.broken(by: playlist, after: before).isEmpty,
                        "frame \(number) of seed \(seed)"
                    )
                }
                // A client asks for an update while its playlist is younger than half of what is never left out.
                let boundary = playlist.serverControl.canSkipUntil ?? .zero
                let age = plan.settings.frameRate.timeOfTick(Int64(number - (looked ?? number)))
                if let before = last[lowLatency], age + age <= boundary {
                    try checkUpdate(window.playlist(lowLatency: lowLatency, skipping: true), of: playlist, on: before)
                }
                last[lowLatency] = playlist
            }
            looked = number
        }
        checkBytes(of: window, sent: sent)
    }

    private func checkUpdate(_ update: MediaPlaylist, of full: MediaPlaylist, on base: MediaPlaylist) throws {
        #expect(PlaylistRules.broken(by: update).isEmpty)
        #expect(try update.merged(onto: base) == full)
    }

    /// Each listed segment's bytes are those of its parts, and all follow one another.
    private func checkBytes(of window: LiveWindow, sent: [Int]) {
        let playlist = window.playlist(lowLatency: true)
        var numbers: [Int] = []
        for (index, segment) in playlist.segments.enumerated() {
            guard case .bytes(let whole) = window.resource(segment.uri) else {
                Issue.record("\(segment.uri) is listed and cannot be had")
                continue
            }
            numbers += FrameMaker.numbers(in: whole)
            guard window.settings.partTarget != nil else { continue }
            var joined: [[UInt8]] = []
            for part in 0..<1_000 {
                let name = window.settings.name(ofPart: part, inSegment: playlist.sequence(ofSegmentAt: index))
                guard case .bytes(let bytes) = window.resource(name) else { break }
                joined += bytes
            }
            #expect(joined == whole)
        }
        #expect(numbers == Array(sent.suffix(numbers.count)))
        #expect(!numbers.isEmpty)
    }

    @Test func theRulesFindWhatIsWrong() {
        let good = LiveWindowTests.window(frames: 30 * 9 + 14).playlist(lowLatency: true)
        #expect(PlaylistRules.broken(by: good).isEmpty)
        func broken(_ change: (inout MediaPlaylist) -> Void) -> [String] {
            var bad = good
            change(&bad)
            return PlaylistRules.broken(by: bad)
        }
        #expect(broken { $0.segments[0].duration = .seconds(1.6) } == ["4.4.3.1 EXTINF at most TARGETDURATION"])
        #expect(
            broken { $0.openSegment?.parts[1].duration = .milliseconds(201) } == ["4.4.4.9 parts at most PART-TARGET"]
        )
        #expect(
            broken { $0.openSegment?.parts.insert(PartialSegment(uri: "x", duration: .milliseconds(100)), at: 1) }
                == ["4.4.4.9 parts at least 85 % of PART-TARGET"]
        )
        #expect(
            broken { $0.serverControl.holdBack = .seconds(2) } == ["4.4.3.8 HOLD-BACK at least three target durations"]
        )
        #expect(broken { $0.isEnded = true }.contains("4.4.5.3 no hint behind ENDLIST"))
        #expect(broken { $0.preloadHints[0].uri = "s9.1.m4s" } == ["4.4.5.3 a hint is of what is not listed"])
        #expect(broken { $0.preloadHints = [] } == ["B.1 a hint for the next part"])
        #expect(broken { $0.version = 3 } == ["8 MAP needs version 6"])
    }

    @Test func theRulesFindReportsThatTellTooLittle() {
        var good = LiveWindowTests.window(frames: 30 * 9 + 14).playlist(lowLatency: true)
        good.renditionReports = [
            RenditionReport(uri: "../240p/stream.m3u8", lastSequence: 9, lastPart: 1),
            RenditionReport(uri: "../160p/stream.m3u8", lastSequence: 0, lastPart: 0),
        ]
        #expect(PlaylistRules.broken(by: good).isEmpty)
        func broken(_ change: (inout MediaPlaylist) -> Void) -> [String] {
            var bad = good
            change(&bad)
            return PlaylistRules.broken(by: bad)
        }
        #expect(
            broken { $0.renditionReports[0].uri = "http://a/240p.m3u8" } == ["4.4.5.4 a report's URI is relative"]
        )
        #expect(
            broken { $0.renditionReports[1].uri = "../240p/stream.m3u8" } == ["4.4.5.4 one report a rendition"]
        )
        #expect(broken { $0.renditionReports[0].lastSequence = nil } == ["4.4.5.4 a report tells LAST-MSN"])
        #expect(broken { $0.renditionReports[1].lastPart = nil } == ["4.4.5.4 a report of parts tells LAST-PART"])
    }

    @Test func theRulesFindWhatChanges() {
        let last = LiveWindowTests.window(frames: 30 * 9 + 14).playlist(lowLatency: true)
        let next = LiveWindowTests.window(frames: 30 * 9 + 20).playlist(lowLatency: true)
        #expect(PlaylistRules.broken(by: next, after: last).isEmpty)
        func broken(_ change: (inout MediaPlaylist) -> Void) -> [String] {
            var bad = next
            change(&bad)
            return PlaylistRules.broken(by: bad, after: last)
        }
        #expect(broken { $0.targetDuration = .seconds(2) } == ["6.2.1 TARGETDURATION never changes"])
        #expect(broken { $0.segments[3].uri = "other" } == ["6.2.1 segments never change"])
        #expect(broken { $0.openSegment?.parts[0].duration = .milliseconds(190) } == ["6.2.1 parts are only added"])
        #expect(broken { $0.openSegment = nil } == ["6.2.1 parts are only added"])
        #expect(PlaylistRules.broken(by: last, after: next) == ["6.2.1 parts are only added"])
        let early = LiveWindowTests.window(frames: 30 * 3 + 14).playlist(lowLatency: true)
        #expect(PlaylistRules.broken(by: early, after: last).contains("6.2.1 segments are only added at the end"))
    }
}

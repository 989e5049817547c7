import HLS
import LabModel
import Testing

@Suite struct ReloadQueryTests {
    @Test func directivesAreReadAndOtherParametersLeftAside() {
        let query = ReloadQuery(query: "token=a%3Db&_HLS_msn=12&_HLS_part=3&_HLS_skip=YES&x")
        #expect(query.sequence == 12)
        #expect(query.part == 3)
        #expect(query.skips)
        #expect(query.problem == nil)
        #expect(ReloadQuery(query: nil) == ReloadQuery())
        #expect(ReloadQuery(query: "") == ReloadQuery())
        #expect(ReloadQuery(query: "_hls_msn=1&_HLS_msnx=2&_HLS_report=a") == ReloadQuery())
        #expect(ReloadQuery(query: "_HLS_skip=v2").skips)
    }

    @Test(arguments: [
        ("_HLS_msn=", "_HLS_msn is not a whole number"),
        ("_HLS_msn", "_HLS_msn is not a whole number"),
        ("_HLS_msn=-1", "_HLS_msn is not a whole number"),
        ("_HLS_msn=+1", "_HLS_msn is not a whole number"),
        ("_HLS_msn=1.5", "_HLS_msn is not a whole number"),
        ("_HLS_msn=0x10", "_HLS_msn is not a whole number"),
        ("_HLS_msn=%31", "_HLS_msn is not a whole number"),
        ("_HLS_msn=٣", "_HLS_msn is not a whole number"),
        ("_HLS_msn=99999999999999999999999", "_HLS_msn is not a whole number"),
        ("_HLS_msn=9223372036854775807", "_HLS_msn is not a whole number"),
        ("_HLS_msn=1&_HLS_part=x", "_HLS_part is not a whole number"),
        ("_HLS_msn=1&_HLS_msn=1", "_HLS_msn stands twice"),
        ("_HLS_msn=1&_HLS_part=1&_HLS_part=2", "_HLS_part stands twice"),
        ("_HLS_skip=NO", "_HLS_skip is neither YES nor v2"),
        ("_HLS_skip=", "_HLS_skip is neither YES nor v2"),
    ])
    func whatMakesNoSenseIsSaid(query: String, problem: String) {
        #expect(ReloadQuery(query: query).problem == problem)
        #expect(
            LiveWindowTests.window(frames: 44).judge(ReloadQuery(query: query)) == .refused(status: 400, why: problem)
        )
    }

    @Test func aLongQueryIsNotLookedAt() {
        let query = String(repeating: "a&", count: 2_049)
        #expect(ReloadQuery(query: query).problem == "the query is longer than 4096 bytes")
    }

    /// Segments 0 and 1 are whole, and two parts of segment 2 are there.
    @Test(arguments: [
        ("", ReloadAnswer.ready), ("_HLS_skip=YES", .ready),
        ("_HLS_msn=0", .ready), ("_HLS_msn=1", .ready), ("_HLS_msn=2", .wait), ("_HLS_msn=3", .wait),
        ("_HLS_msn=4", .refused(status: 400, why: "_HLS_msn is more than two above the newest segment, 1")),
        (
            "_HLS_msn=9007199254740992",
            .refused(status: 400, why: "_HLS_msn is more than two above the newest segment, 1")
        ),
        ("_HLS_msn=2&_HLS_part=0", .ready), ("_HLS_msn=2&_HLS_part=1", .ready), ("_HLS_msn=2&_HLS_part=2", .wait),
        // Behind segment 1's last part: the first part of segment 2.
        ("_HLS_msn=1&_HLS_part=4", .ready), ("_HLS_msn=1&_HLS_part=5", .ready), ("_HLS_msn=1&_HLS_part=900", .ready),
        ("_HLS_msn=2&_HLS_part=16", .wait),
        ("_HLS_msn=2&_HLS_part=17", .refused(status: 400, why: "_HLS_part is 15 or more above the newest part")),
        ("_HLS_msn=3&_HLS_part=0", .wait), ("_HLS_msn=3&_HLS_part=14", .wait),
        ("_HLS_msn=3&_HLS_part=15", .refused(status: 400, why: "_HLS_part is 15 or more above the newest part")),
        ("_HLS_part=1", .refused(status: 400, why: "_HLS_part without _HLS_msn")),
    ])
    func aWindowAnswersAsTheDraftSays(query: String, answer: ReloadAnswer) {
        let window = LiveWindowTests.window(frames: 60 + 14) { $0.keyframeInterval = 30 }
        #expect(window.judge(ReloadQuery(query: query)) == answer)
    }

    @Test func aPartBehindTheLastOneWaitsForTheNextSegment() {
        let window = LiveWindowTests.window(frames: 60) { $0.keyframeInterval = 30 }
        #expect(window.judge(ReloadQuery(query: "_HLS_msn=1&_HLS_part=5")) == .wait)
        #expect(window.judge(ReloadQuery(query: "_HLS_msn=1&_HLS_part=4")) == .ready)
        #expect(window.judge(ReloadQuery(query: "_HLS_msn=0&_HLS_part=5")) == .ready)
    }

    @Test func nothingIsServedBeforeTheFirstWholeSegment() {
        let window = LiveWindowTests.window(frames: 14)
        #expect(window.judge(ReloadQuery()) == .wait)
        #expect(window.judge(ReloadQuery(query: "_HLS_msn=0&_HLS_part=1")) == .wait)
        #expect(window.judge(ReloadQuery(query: "_HLS_msn=1")) == .wait)
        #expect(
            window.judge(ReloadQuery(query: "_HLS_msn=2"))
                == .refused(status: 400, why: "_HLS_msn is more than two above the newest segment, -1")
        )
    }

    @Test func anEndedStreamAnswersEverythingAtOnce() {
        var window = LiveWindowTests.window(frames: 60 + 14)
        window.finish()
        for query in ["_HLS_msn=900", "_HLS_part=3", "_HLS_msn=-1", "_HLS_msn=2&_HLS_part=700", ""] {
            #expect(window.judge(ReloadQuery(query: query)) == .ready)
        }
    }

    @Test func withoutPartsDirectivesAreLeftAside() {
        let window = LiveWindowTests.window(frames: 60) { $0.wishedPart = nil }
        #expect(window.judge(ReloadQuery(query: "_HLS_msn=900")) == .ready)
        #expect(window.playlist(lowLatency: true).serverControl.canBlockReload == false)
    }
}

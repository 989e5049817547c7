import LabModel
import Testing

@testable import Marks

@Suite struct MarkJudgeTests {
    private let old: MarkCode
    private let new: MarkCode

    init() throws {
        old = try #require(MarkCode(.test(100)))
        new = try #require(MarkCode(.test(101)))
    }

    private func evidence(
        _ top: StripEvidence,
        _ bottom: StripEvidence,
        _ sampled: CodeEvidence = .absent
    ) -> MarkEvidence {
        MarkEvidence(top: top, bottom: bottom, sampled: sampled)
    }

    private func cause(_ verdict: MarkJudge.Verdict) -> UnreadableCause? {
        if case .reject(let cause, _) = verdict { cause } else { nil }
    }

    @Test func threeCopiesThatAgreeAreBelievedWhateverCameBefore() throws {
        let far = try #require(MarkCode(.test(1_000_000, stream: 3)))
        for newest in [nil, old, new, far] {
            let verdict = MarkJudge(newest: newest).judge(evidence(.whole(new), .whole(new), .whole(new)), scanned: nil)
            #expect(verdict == .accept(new, .strip))
        }
    }

    @Test func stripsThatGoOnNeedOnlyACodeThatResemblesThem() {
        var bits = CodeBits(new)
        for bit in 0..<MarkJudge.greatestCodeDistance {
            bits.words[bit % 4] ^= 1 << UInt64(20 + bit)
        }
        let judge = MarkJudge(newest: old)
        #expect(judge.judge(evidence(.whole(new), .whole(new), .damaged(bits)), scanned: nil) == .accept(new, .strip))
        bits.words[0] ^= 1 << 50
        #expect(judge.judge(evidence(.whole(new), .whole(new), .damaged(bits)), scanned: nil) == .needsScan)
        #expect(
            judge.judge(evidence(.whole(new), .whole(new), .damaged(bits)), scanned: .some(nil)) == .accept(new, .strip)
        )
    }

    @Test func theFirstStampNeedsTheCode() {
        let judge = MarkJudge(newest: nil)
        let strips = evidence(.whole(new), .whole(new))
        #expect(judge.judge(strips, scanned: nil) == .needsScan)
        #expect(cause(judge.judge(strips, scanned: .some(nil))) == .implausible)
        #expect(judge.judge(strips, scanned: .some(new)) == .accept(new, .strip))
    }

    @Test func repeatsAndOlderFramesNeedTheCode() {
        let judge = MarkJudge(newest: new)
        for code in [new, old] {
            let strips = evidence(.whole(code), .whole(code), .damaged(CodeBits(code)))
            #expect(judge.judge(strips, scanned: nil) == .needsScan)
            #expect(cause(judge.judge(strips, scanned: .some(nil))) == .torn)
            #expect(judge.judge(strips, scanned: .some(code)) == .accept(code, .strip))
        }
    }

    @Test func farTimesAndOtherStreamsNeedTheCode() throws {
        let later = try #require(MarkCode(.test(100 + 31 * 60)))
        let other = try #require(MarkCode(.test(101, stream: 7)))
        for code in [later, other] {
            let judge = MarkJudge(newest: old)
            let strips = evidence(.whole(code), .whole(code))
            #expect(judge.judge(strips, scanned: nil) == .needsScan)
            #expect(cause(judge.judge(strips, scanned: .some(nil))) == .implausible)
            #expect(judge.judge(strips, scanned: .some(code)) == .accept(code, .strip))
        }
    }

    @Test func copiesThatDisagreeAreTorn() {
        let judge = MarkJudge(newest: nil)
        let cases: [(MarkEvidence, MarkCode??)] = [
            (evidence(.whole(old), .whole(new)), nil),
            (evidence(.whole(old), .whole(old), .whole(new)), nil),
            (evidence(.whole(old), .whole(new), .whole(new)), nil),
            (evidence(.whole(old), .absent, .whole(new)), nil),
            (evidence(.absent, .whole(old)), .some(new)),
            (evidence(.whole(old), .whole(old)), .some(new)),
        ]
        for (evidence, scanned) in cases {
            #expect(cause(judge.judge(evidence, scanned: scanned)) == .torn)
        }
    }

    @Test func theCodeAloneIsBelievedWhenNoStripContradictsIt() {
        let judge = MarkJudge(newest: nil)
        var rows = new.rows
        rows[2] ^= 0b1111
        #expect(judge.judge(evidence(.absent, .absent, .whole(new)), scanned: nil) == .accept(new, .qr))
        #expect(judge.judge(evidence(.absent, .absent), scanned: .some(new)) == .accept(new, .qr))
        #expect(judge.judge(evidence(.damaged(rows), .whole(new)), scanned: .some(new)) == .accept(new, .qr))
        #expect(judge.judge(evidence(.damaged(rows), .damaged(rows)), scanned: .some(new)) == .accept(new, .qr))
    }

    @Test func aStripWithARowOfAnotherFrameIsTorn() {
        var rows = new.rows
        rows[3] = old.rows[3]
        let judge = MarkJudge(newest: nil)
        #expect(cause(judge.judge(evidence(.whole(new), .damaged(rows), .whole(new)), scanned: nil)) == .torn)
        #expect(cause(judge.judge(evidence(.whole(new), .damaged(rows)), scanned: .some(nil))) == .torn)
    }

    @Test func whatCannotBeReadSaysWhy() {
        let judge = MarkJudge(newest: old)
        var rows = new.rows
        rows[0] ^= 1
        #expect(judge.judge(evidence(.absent, .absent), scanned: nil) == .needsScan)
        #expect(
            judge.judge(evidence(.absent, .absent), scanned: .some(nil))
                == .reject(.noCode, "no code was found in the picture")
        )
        #expect(
            judge.judge(evidence(.damaged(rows), .absent), scanned: .some(nil))
                == .reject(.crc, "the strips' checksums are wrong, and no QR code is readable")
        )
        #expect(
            judge.judge(evidence(.whole(new), .damaged(rows)), scanned: .some(nil))
                == .reject(
                    .crc,
                    "one strip says frame 101 of stream 1234abcd, and neither the other nor the QR code is readable"
                )
        )
        #expect(
            judge.judge(evidence(.whole(old), .whole(new)), scanned: nil)
                == .reject(
                    .torn,
                    "the top strip says frame 100 of stream 1234abcd, the bottom strip frame 101 of stream 1234abcd"
                )
        )
    }

    /// Every combination of copies and histories: what is accepted is never contradicted by a copy with a checksum.
    @Test func nothingContradictedIsEverAccepted() throws {
        let other = try #require(MarkCode(.test(5, stream: 8)))
        let codes = [old, new, other]
        let strips = [.absent, .damaged(new.rows ^ 1)] + codes.map(StripEvidence.whole)
        let sampled = [.absent, .damaged(CodeBits(old))] + codes.map(CodeEvidence.whole)
        let scans: [MarkCode??] = [nil, .some(nil)] + codes.map { .some($0) }
        for newest in [nil, old, new, other] {
            for top in strips {
                for bottom in strips {
                    for sample in sampled {
                        for scanned in scans {
                            let evidence = evidence(top, bottom, sample)
                            let verdict = MarkJudge(newest: newest).judge(evidence, scanned: scanned)
                            guard case .accept(let code, _) = verdict else { continue }
                            let copies = [top.code, bottom.code, sample.code, scanned ?? nil].compactMap { $0 }
                            #expect(!copies.isEmpty && copies.allSatisfy { $0 == code })
                            let goesOn = newest.map { $0.streamID == code.streamID && $0.number < code.number } ?? false
                            #expect(goesOn || sample.code == code || scanned == .some(code))
                        }
                    }
                }
            }
        }
    }
}

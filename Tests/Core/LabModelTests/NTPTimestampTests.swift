import LabModel
import LabTesting
import Testing

@Suite struct NTPTimestampTests {
    @Test func knownInstants() {
        // 1970-01-01 is 2,208,988,800 s after 1900 (RFC 5905, figure 4); half a second is the upper half of the fraction.
        #expect(NTPTimestamp(WallTime(nanoseconds: 0)).rawValue == 0x83AA_7E80_0000_0000)
        #expect(NTPTimestamp(WallTime(nanoseconds: 500_000_000)).rawValue == 0x83AA_7E80_8000_0000)
        // 2036-02-07T06:28:16Z begins the second era.
        #expect(NTPTimestamp(WallTime(nanoseconds: 2_085_978_496_000_000_000)).rawValue == 0)
        #expect(NTPTimestamp(WallTime(nanoseconds: 2_085_978_495_999_999_999)).rawValue >> 32 == 0xFFFF_FFFF)
    }

    @Test func anInstantComesBackWhereverTheEraEnds() {
        var random = SeededGenerator(seed: 11)
        for _ in 0..<20_000 {
            let time = WallTime(nanoseconds: .random(in: 0...4_102_444_800_000_000_000, using: &random))
            let distance = Int64.random(in: -2_140_000_000...2_140_000_000, using: &random)
            let pivot = time + .seconds(Double(distance))
            #expect(NTPTimestamp(time).time(near: pivot) == time)
        }
    }

    @Test func aClockThatPassesTheEraIsFollowed() {
        let end = WallTime(nanoseconds: 2_085_978_496_000_000_000)
        let before = NTPTimestamp(end - .milliseconds(1))
        let after = NTPTimestamp(end + .milliseconds(1))
        #expect(after.time(near: end) - before.time(near: end) == .milliseconds(2))
        #expect(before.time(near: end + .seconds(1)) == end - .milliseconds(1))
        #expect(after.time(near: end - .seconds(1)) == end + .milliseconds(1))
    }

    @Test func timesBefore1970AreWhole() {
        let time = WallTime(nanoseconds: -1)
        #expect(NTPTimestamp(time).rawValue >> 32 == 0x83AA_7E7F)
        #expect(NTPTimestamp(time).time(near: time) == time)
    }

    @Test(arguments: [UInt64.min, .max, 0x7FFF_FFFF_FFFF_FFFF, 0x8000_0000_0000_0000])
    func anyBitsGiveSomeInstantNearThePivot(_ bits: UInt64) {
        for pivot in [Int64.min, 0, 1_800_000_000_000_000_000, .max] {
            let pivot = WallTime(nanoseconds: pivot)
            let distance = NTPTimestamp(rawValue: bits).time(near: pivot) - pivot
            #expect(abs(distance.seconds) <= 2_147_483_649)
        }
    }

    @Test func shortLengthsNeverPromiseLess() {
        var random = SeededGenerator(seed: 12)
        for _ in 0..<5_000 {
            let length = Latency(nanoseconds: .random(in: 0...60_000_000_000_000, using: &random))
            let back = NTPShort(roundingUp: length).latency
            #expect(back >= length && back - length <= .microseconds(16))
        }
        #expect(NTPShort(roundingUp: .milliseconds(-5)).rawValue == 0)
        #expect(NTPShort(roundingUp: .zero).latency == .zero)
        #expect(NTPShort(roundingUp: .seconds(1)).rawValue == 0x1_0000)
        #expect(NTPShort(roundingUp: .seconds(100_000)).rawValue == .max)
        #expect(NTPShort(roundingUp: Latency(nanoseconds: .max)).rawValue == .max)
    }
}

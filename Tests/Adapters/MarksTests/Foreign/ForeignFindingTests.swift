import LabModel
import Testing

@testable import Marks

@Suite struct ForeignFindingTests {
    private func finding(_ kind: MarkKind, _ number: UInt32?, time: Int64? = nil) throws -> ForeignFinding {
        let stamp = try #require(kind.stamp(number: number, time: time.map { WallTime(nanoseconds: $0) }))
        return ForeignFinding(kind: kind, stamp: stamp, box: PixelBox(x: 0...1, y: 0...1), modulePixels: 1)
    }

    @Test func theNewestOfNeighboursCounts() throws {
        let (old, new) = (try finding(.wave, 31), try finding(.wave, 32))
        #expect(ForeignFinding.choose([]) == .none)
        #expect(ForeignFinding.choose([old]) == .one(old))
        #expect(ForeignFinding.choose([old, new]) == .one(new))
        #expect(ForeignFinding.choose([new, old, old]) == .one(new))
        let (early, late) = (
            try finding(.ticks, nil, time: 1_000_000_000), try finding(.ticks, nil, time: 1_040_000_000)
        )
        #expect(ForeignFinding.choose([late, early]) == .one(late))
    }

    @Test func marksFarApartOrOfTwoKindsContradict() throws {
        #expect(ForeignFinding.choose([try finding(.wave, 31), try finding(.wave, 40)]) == .several)
        #expect(ForeignFinding.choose([try finding(.wave, 31), try finding(.gstreamer, 31)]) == .several)
        let times = [try finding(.ticks, nil, time: 0), try finding(.ticks, nil, time: 500_000_001)]
        #expect(ForeignFinding.choose(times) == .several)
        let both = [try finding(.dict, 3, time: .min), try finding(.dict, 4, time: .max)]
        #expect(ForeignFinding.choose(both) == .several)
    }

    @Test func aKindStampsOnlyWhatSaysSomething() {
        #expect(MarkKind.dict.stamp(number: nil, time: nil) == nil)
        #expect(MarkRoute.foreign(.wave).kind == .wave && MarkRoute.strip.kind == .lab && MarkRoute.qr.kind == .lab)
        #expect([MarkRoute.strip, .qr, .dict].map(\.description) == ["strip", "qr", "frame_number and time"])
    }
}

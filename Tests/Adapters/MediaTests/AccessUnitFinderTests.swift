import LabTesting
import Testing

@testable import Media

@Suite struct AccessUnitFinderTests {
    private static let aud: [UInt8] = [0, 0, 0, 1, 0x09, 0xF0]
    private static let parameters: [UInt8] = [0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 4]
    private static let recovery: [UInt8] = [0, 0, 1, 0x06, 0x06, 0x01, 0xC4]
    private static func slice(_ type: UInt8, first: Bool) -> [UInt8] {
        [0, 0, 1, type, first ? 0x88 : 0x48] + [UInt8](repeating: 0xAB, count: 40)
    }

    private func find(_ bytes: [UInt8], syntax: NALSyntax = .h264) -> AccessUnitFinder {
        var finder = AccessUnitFinder(syntax: syntax)
        bytes.withUnsafeBytes { finder.scan($0) }
        return finder
    }

    @Test func slicesOfOnePictureAreOneUnit() {
        let unit = Self.aud + Self.parameters + Self.slice(0x65, first: true) + Self.slice(0x65, first: false)
        let finder = find(unit)
        #expect(finder.units == [.init(start: 0, hasSlice: true, isKey: true, isClean: true)])
        #expect(finder.beginsWithUnit == true)
    }

    @Test func aUnitBeginsWithWhatCannotFollowASlice() {
        for start in [Self.aud, Self.parameters, Self.recovery, []] {
            let first = Self.slice(0x65, first: true)
            let second = start + Self.slice(0x41, first: true)
            let finder = find(first + second)
            #expect(finder.units.map(\.start) == [0, first.count])
            #expect(finder.units[1].isKey == (start == Self.recovery))
            #expect(finder.units[1].isClean == false)
        }
    }

    @Test func aContinuationIsNoBeginning() {
        #expect(find(Self.slice(0x41, first: false)).beginsWithUnit == false)
        #expect(find([UInt8](repeating: 0xAB, count: 90)).beginsWithUnit == nil)
        let rest = [UInt8](repeating: 0xAB, count: 90) + Self.aud + Self.slice(0x41, first: true)
        #expect(find(rest).beginsWithUnit == false)
        #expect(find(rest).units.map(\.start) == [0, 90])
    }

    @Test func hevcUnitsBeginAtTheirFirstSegment() {
        func nal(_ type: UInt8, first: Bool) -> [UInt8] {
            [0, 0, 1, type << 1, 1, first ? 0x80 : 0] + [UInt8](repeating: 0xAB, count: 20)
        }
        let bytes = nal(32, first: false) + nal(19, first: true) + nal(19, first: false) + nal(40, first: true)
        let finder = find(bytes + nal(1, first: true) + nal(21, first: true), syntax: .hevc)
        #expect(finder.units.map(\.start) == [0, bytes.count, bytes.count + 26])
        #expect(finder.units.map(\.isKey) == [true, false, true])
        #expect(finder.units.map(\.isClean) == [true, false, false])
    }

    /// However the bytes grow, the same units are found as in all of them at once.
    @Test(arguments: 1...60)
    func growingBytesGiveTheSame(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        let pieces = [
            Self.aud, Self.parameters, Self.recovery, Self.slice(0x65, first: true), Self.slice(0x41, first: true),
            Self.slice(0x41, first: false), [0], [0, 0], [0, 0, 0], [1], [0xAB],
        ]
        let bytes = (0..<60).flatMap { _ in pieces.randomElement(using: &random) ?? [] }
        var growing = AccessUnitFinder(syntax: .h264)
        var count = 0
        while count < bytes.count {
            count = min(bytes.count, count + Int.random(in: 1...30, using: &random))
            bytes[..<count].withUnsafeBytes { growing.scan($0) }
        }
        let whole = find(bytes)
        #expect(growing.units == whole.units)
        #expect(growing.beginsWithUnit == whole.beginsWithUnit)
    }
}

import LabTesting
import Testing

@testable import Charts

@Suite("AxisRange")
struct AxisRangeTests {
    @Test("a tight axis ends where its numbers do, a round one at ticks")
    func linear() {
        let axis = ChartAxis("delay", unit: "ms")
        #expect(Self.ends(axis, 12...97, .tight) == [12, 97])
        #expect(Self.ends(axis, 12...97, .round) == [0, 100])
        #expect(Self.ends(axis, 62...97, .round) == [60, 100])
        #expect(Self.ends(axis, -3...97, .round) == [-20, 100])
        #expect(Self.ends(axis, nil, .round) == [0, 1])
    }

    @Test("numbers that are all the same get room about them")
    func same() {
        #expect(Self.ends(ChartAxis("x"), 100...100, .tight) == [95, 105])
        #expect(Self.ends(ChartAxis("x"), 0...0, .tight) == [-0.5, 0.5])
        #expect(Self.ends(ChartAxis("x", scale: .time), 60...60, .tight) == [30, 90])
        #expect(Self.ends(ChartAxis("x", scale: .logarithmic), 8...8, .tight) == [4, 16])
    }

    @Test("a logarithmic axis ends at 1, 2 or 5 times a power of ten")
    func logarithmic() {
        let axis = ChartAxis("x", scale: .logarithmic)
        #expect(Self.ends(axis, 3...70, .round) == [2, 100])
        #expect(Self.ends(axis, 0.05...0.2, .round) == [0.05, 0.2])
        #expect(Self.ends(axis, 6...1_100, .round) == [5, 2_000])
        #expect(Self.ends(axis, nil, .round) == [1, 10])
    }

    @Test("given ends hold, unless the axis cannot show them")
    func given() {
        var axis = ChartAxis("x")
        axis.range = 0...1
        #expect(Self.ends(axis, 12...97, .round) == [0, 1])
        axis.range = 5...5
        #expect(Self.ends(axis, nil, .round) == [4.75, 5.25])
        axis.range = 0...Double.infinity
        #expect(Self.ends(axis, 12...97, .tight) == [12, 97])
        axis.scale = .logarithmic
        axis.range = 0...10
        #expect(Self.ends(axis, 12...97, .tight) == [12, 97])
        axis.names = ["a", "b", "c"]
        #expect(Self.ends(axis, 12...97, .tight) == [-0.5, 2.5])
    }

    @Test("every spread lies within its range, and the range has width", arguments: 1...50)
    func properties(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        for scale in [ChartAxis.Scale.linear, .logarithmic, .time] {
            let limit = scale == .time ? 9e9 : 1e12
            let numbers = (0..<2).map { _ in
                let value = Double.random(in: -limit...limit, using: &random)
                return scale == .logarithmic ? abs(value) + 1e-9 : value
            }.sorted()
            let axis = ChartAxis("x", scale: scale)
            for fit in [AxisRange.Fit.tight, .round] {
                let ends = Self.ends(axis, numbers[0]...numbers[1], fit)
                let slack = (ends[1] - ends[0]) * 1e-6
                #expect(ends[0] < ends[1] && ends[0] <= numbers[0] + slack && ends[1] >= numbers[1] - slack)
            }
        }
    }

    private static func ends(_ axis: ChartAxis, _ spread: ClosedRange<Double>?, _ fit: AxisRange.Fit) -> [Double] {
        let range = AxisRange(axis, spread: spread, fit: fit, count: 5)
        return [range.lower, range.upper]
    }
}

internal import Foundation
internal import LabModel

/// How much a link's delay differs from its mean, as time goes on: a queue that grows and shrinks, not a lot for each
/// datagram, so that the datagrams of one burst see the same.
///
/// Between knots every ``spacing`` it is cos(θ)·a + sin(θ)·b, where a and b are the knots' values and θ goes from 0 to π/2:
/// of independent normal values with standard deviation σ it makes a normal one with σ at each instant, however often it is
/// looked at. Knots and values beyond 3 σ are given as 3 σ, which leaves a standard deviation of 0.997 σ.
///
/// It never falls by more than a millisecond in a millisecond: what is sent later arrives later by itself. Were it
/// faster, only the rule that nothing overtakes would keep the order, by making the mean delay longer.
struct JitterProcess: Sendable {
    /// How many standard deviations are the most.
    static let bound = 3.0
    /// No knots are closer together: datagrams of one burst see the same.
    static let leastSpacing = Latency.milliseconds(10)

    /// From knot to knot: the slope, at most π/2 · √2 · ``bound`` · σ in this time, is at most 1.
    let spacing: Latency
    private let deviation: Double
    /// The values around the newest instant, in standard deviations.
    private var knots = (left: 0.0, right: 0.0)
    private var start: MonotonicTime?
    /// How many knots lie behind.
    private var passed: Int64 = 0

    /// - Parameter deviation: the standard deviation; zero for none.
    init(deviation: Latency) {
        self.deviation = Double(deviation.nanoseconds)
        let steepest = .pi / 2 * 2.0.squareRoot() * Self.bound * self.deviation
        spacing = max(Self.leastSpacing, Latency(nanoseconds: Int64(steepest.rounded(.up)) + 1))
    }

    /// The difference at an instant.
    ///
    /// - Parameters:
    ///   - instant: never before an earlier call's.
    ///   - random: what chance is drawn from.
    /// - Returns: from −3 to 3 standard deviations.
    mutating func difference(at instant: MonotonicTime, using random: inout some RandomNumberGenerator) -> Latency {
        guard deviation > 0 else { return .zero }
        let phase = advance(to: instant, using: &random)
        let value = cos(phase * .pi / 2) * knots.left + sin(phase * .pi / 2) * knots.right
        return Latency(nanoseconds: Int64((deviation * Self.bounded(value)).rounded()))
    }

    /// Draws the knots around an instant.
    /// - Returns: how far it is from the left one to the right one, from 0 to 1.
    private mutating func advance(
        to instant: MonotonicTime,
        using random: inout some RandomNumberGenerator
    ) -> Double {
        guard let start else {
            start = instant
            knots = (Self.knot(using: &random), Self.knot(using: &random))
            return 0
        }
        let (due, rest) = max(0, (instant - start).nanoseconds).quotientAndRemainder(dividingBy: spacing.nanoseconds)
        if due > passed {
            knots.left = due == passed + 1 ? knots.right : Self.knot(using: &random)
            knots.right = Self.knot(using: &random)
            passed = due
        }
        return Double(rest) / Double(spacing.nanoseconds)
    }

    /// A number of the standard normal distribution, by Box and Muller, bounded.
    private static func knot(using random: inout some RandomNumberGenerator) -> Double {
        let radius = (-2 * log(Double.random(in: Double.leastNormalMagnitude..<1, using: &random))).squareRoot()
        return bounded(radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random)))
    }

    private static func bounded(_ value: Double) -> Double {
        min(max(value, -bound), bound)
    }
}

internal import Foundation
internal import LabModel

/// How much a link's delay differs from its mean, as time goes on: a queue that grows and shrinks, not a lot for each
/// datagram, so that the datagrams of one burst see the same.
///
/// An Ornstein-Uhlenbeck process: normal at each instant, with the same standard deviation σ, and correlated by
/// exp(−Δt / 10 ms) between two. Values beyond 3 σ are given as 3 σ, which makes the standard deviation 0.9975 σ.
struct JitterProcess: Sendable {
    /// In how long what was is forgotten to 1/e; far shorter than a frame's period.
    static let memory = Latency.milliseconds(10)
    /// How many standard deviations are the most.
    static let bound = 3.0

    private let deviation: Double
    private var value = 0.0
    private var last: MonotonicTime?

    /// - Parameter deviation: the standard deviation; zero for none.
    init(deviation: Latency) {
        self.deviation = Double(deviation.nanoseconds)
    }

    /// The difference at an instant.
    ///
    /// - Parameters:
    ///   - instant: never before an earlier call's.
    ///   - random: what chance is drawn from.
    /// - Returns: from −3 to 3 standard deviations.
    mutating func difference(at instant: MonotonicTime, using random: inout some RandomNumberGenerator) -> Latency {
        guard deviation > 0 else { return .zero }
        let kept = last.map { exp(-max(0, (instant - $0).seconds) / Self.memory.seconds) } ?? 0
        if kept < 1 {
            value = kept * value + (1 - kept * kept).squareRoot() * Self.normal(using: &random)
        }
        last = instant
        return Latency(nanoseconds: Int64((deviation * min(max(value, -Self.bound), Self.bound)).rounded()))
    }

    /// A number of the standard normal distribution, by Box and Muller.
    private static func normal(using random: inout some RandomNumberGenerator) -> Double {
        let radius = (-2 * log(Double.random(in: Double.leastNormalMagnitude..<1, using: &random))).squareRoot()
        return radius * cos(2 * .pi * Double.random(in: 0..<1, using: &random))
    }
}

internal import Foundation
internal import LabModel

/// What the metadata of an ECS task says about its machine's clock (`ClockDrift`, from platform version 1.4.0 on).
struct ClockDrift: Hashable, Sendable {
    /// How far the clock may be from UTC; nil where it is not synchronised or the answer lacks it.
    var errorBound: Latency?
    /// Whether the clock is synchronised.
    var isSynchronized: Bool

    private struct Task: Decodable {
        var drift: Drift?

        enum CodingKeys: String, CodingKey {
            case drift = "ClockDrift"
        }
    }

    private struct Drift: Decodable {
        var errorBound: Double?
        var status: String?

        enum CodingKeys: String, CodingKey {
            case errorBound = "ClockErrorBound"
            case status = "ClockSynchronizationStatus"
        }
    }

    /// Reads the answer of `${ECS_CONTAINER_METADATA_URI_V4}/task`.
    /// - Returns: nil where it says nothing about the clock.
    init?(taskMetadata bytes: [UInt8]) {
        guard let drift = (try? JSONDecoder().decode(Task.self, from: Data(bytes)))?.drift else { return nil }
        guard let status = drift.status else { return nil }
        isSynchronized = status == "SYNCHRONIZED"
        let isSane = drift.errorBound.map { $0.isFinite && $0 >= 0 } ?? false
        errorBound = isSynchronized && isSane ? drift.errorBound.map(Self.latency) : nil
    }

    /// The bound comes in milliseconds; rounded up, it stays one.
    private static func latency(_ milliseconds: Double) -> Latency {
        Latency.milliseconds(milliseconds + 1e-6)
    }
}

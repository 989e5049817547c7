import Foundation
public import LabModel

/// What came of a calibration.
public struct CalibrationReport: Sendable {
    /// A chain that was not calibrated, and why.
    public struct Gap: Hashable, Sendable {
        /// Which chain.
        public var chain: CalibrationPlan.Chain
        /// Why.
        public var reason: Reason

        /// Makes a gap.
        public init(chain: CalibrationPlan.Chain, reason: Reason) {
            self.chain = chain
            self.reason = reason
        }
    }

    /// Why a chain's delays say nothing about it.
    public enum Reason: String, Sendable, CaseIterable {
        /// The streamer fell behind.
        case streamerOverloaded = "streamer_overloaded"
        /// Decoding fell behind.
        case receiverOverloaded = "receiver_overloaded"
        /// No frame's delay is known.
        case noDelay = "no_delay"
        /// A repeat has too few frame delays.
        case tooFewFrames = "too_few_frames"
        /// It was interrupted.
        case interrupted

        /// Why, as a sentence without a full stop.
        public var text: String {
            switch self {
            case .streamerOverloaded: "the streamer could not keep up"
            case .receiverOverloaded: "decoding could not keep up"
            case .noDelay: "no frame's delay is known"
            case .tooFewFrames: "a repeat has fewer than \(RepeatFigures.fewestFrames) frame delays; measure longer"
            case .interrupted: "interrupted"
            }
        }
    }

    /// What was stored, in the order of the plan.
    public var calibrations: [Calibration] = []
    /// What was not, in the order of the plan.
    public var gaps: [Gap] = []

    /// Makes a report of nothing.
    public init() {}

    /// Whether every chain of the plan was calibrated.
    public var isComplete: Bool { gaps.isEmpty }

    /// One JSON object with a line end: `calibrations` and `gaps`.
    /// - Throws: `EncodingError` for a number that JSON cannot hold.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        encoder.keyEncodingStrategy = .convertToSnakeCase
        let body = Body(
            calibrations: calibrations.map(Row.init),
            gaps: gaps.map { GapRow(codec: $0.chain.codec, size: "\($0.chain.size)", reason: $0.reason.rawValue) }
        )
        return String(decoding: try encoder.encode(body), as: UTF8.self) + "\n"
    }

    private struct Body: Encodable {
        var calibrations: [Row]
        var gaps: [GapRow]
    }

    private struct GapRow: Encodable {
        var codec: VideoCodec
        var size: String
        var reason: String
    }

    private struct Row: Encodable {
        var id: String
        var madeAt: String
        var transport: String
        var codec: VideoCodec
        var size: String
        var fps: FrameRate?
        var machine: String
        var frames: Int
        var p50Ms: Double
        var p95Ms: Double
        var repeatP50Ms: [Double]

        init(_ calibration: Calibration) {
            id = calibration.id
            madeAt = calibration.madeAt.iso8601
            transport = calibration.key.transport
            codec = calibration.key.codec
            size = "\(calibration.key.size)"
            fps = calibration.key.fps
            machine = calibration.key.machine
            frames = calibration.frames
            p50Ms = calibration.p50Ms
            p95Ms = calibration.p95Ms
            repeatP50Ms = calibration.repeatP50Ms
        }
    }
}

extension Summary {
    /// What was measured and how.
    public struct RunPart: Hashable, Sendable, Codable {
        /// The run's identity.
        public var uuid: String
        /// The name that its user gave it.
        public var id: String
        /// Which attempt under that name, from 1.
        public var attempt: Int
        /// Which provider was under test.
        public var provider: String
        /// Where the stream was received from, without secrets.
        public var url: String
        /// When the run began, as an ISO 8601 instant.
        public var startedAt: String
        /// How long was measured: from the first marked picture to the end; nil when no mark was read.
        @OrNull public var durationS: Double?
        /// Why the run ended.
        public var endReason: EndReason
        /// Every setting that shaped it.
        public var settings: [String: SettingValue]
        /// Versions of the lab and its libraries.
        public var versions: [String: String]
        /// What the machine is.
        public var machine: [String: SettingValue]

        /// Makes the part from a manifest; the start is written by the caller, which owns calendars.
        public init(manifest: RunManifest, startedAt: String, endReason: EndReason) {
            uuid = manifest.uuid
            id = manifest.id
            attempt = manifest.attempt
            provider = manifest.provider
            url = manifest.url
            self.startedAt = startedAt
            self.endReason = endReason
            settings = manifest.settings
            versions = manifest.versions
            machine = manifest.machine
        }
    }

    /// What is known of the clocks.
    public struct Clock: Hashable, Sendable, Codable {
        /// How the offset was learnt.
        public var method: ClockMethod = .none
        /// Streamer clock − receiver clock, at the run's middle.
        @OrNull public var offsetMs: Double?
        /// How fast the offset changes, in parts per million.
        @OrNull public var driftPpm: Double?
        /// How far the offset may be off, at the median.
        @OrNull public var errorBoundMs: Double?
        /// How far the offset may be off, at worst.
        @OrNull public var errorBoundMaxMs: Double?
        /// How many exchanges were made.
        public var exchanges = 0
        /// The shortest round trip.
        @OrNull public var minRttMs: Double?
        /// How often a clock was stepped.
        public var steps = 0

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// What the lab's own chain adds, from a calibration.
    public struct Intrinsic: Hashable, Sendable, Codable {
        /// Its median.
        public var p50Ms: Double
        /// Its 95th percentile.
        public var p95Ms: Double
        /// Which calibration says so.
        public var calibrationId: String
        /// How old the calibration is, in hours.
        public var ageH: Double

        /// Makes a part; each argument is the property of its name.
        public init(
            p50Ms: Double,
            p95Ms: Double,
            calibrationId: String,
            ageH: Double
        ) {
            self.p50Ms = p50Ms
            self.p95Ms = p95Ms
            self.calibrationId = calibrationId
            self.ageH = ageH
        }
    }

    /// What the streamer said of itself.
    public struct Streamer: Hashable, Sendable, Codable {
        /// Ticks that came due.
        @OrNull public var ticks: Int?
        /// Frames begun more than half a period after their tick.
        @OrNull public var late: Int?
        /// Ticks without a frame.
        @OrNull public var skipped: Int?
        /// How late frames were begun.
        @OrNull public var latenessMs: Spread?
        /// How long drawing, marking and encoding a frame took.
        @OrNull public var encodeMs: Spread?
        /// Cores used on average.
        @OrNull public var cpuCores: Double?

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// A short form of a distribution.
    public struct Spread: Hashable, Sendable, Codable {
        /// The median.
        @OrNull public var p50: Double?
        /// The 95th percentile.
        @OrNull public var p95: Double?
        /// The largest value; nil where it is not kept.
        @OrNull public var max: Double?

        /// Makes a spread.
        public init(p50: Double?, p95: Double?, max: Double?) {
            self.p50 = p50
            self.p95 = p95
            self.max = max
        }
    }

    /// What the measuring cost.
    public struct Receiver: Hashable, Sendable, Codable {
        /// Cores used on average.
        @OrNull public var cpuCores: Double?
        /// The longest that an access unit waited to be decoded.
        @OrNull public var maxDecodeQueueMs: Double?
        /// The most memory held, in megabytes of 1,000,000 bytes.
        @OrNull public var peakMemoryMb: Double?

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// What the stream was.
    public struct Media: Hashable, Sendable, Codable {
        /// libav's name of the container, such as `mpegts`.
        @OrNull public var container: String?
        /// libav's name of the codec.
        @OrNull public var codec: String?
        /// Pixels in a row, as last received.
        @OrNull public var width: Int?
        /// Rows, as last received.
        @OrNull public var height: Int?
        /// Frames a second that the stream promises.
        @OrNull public var fps: Double?
        /// Which rendition was received.
        @OrNull public var variant: String?

        /// Makes a part in which nothing is known.
        public init() {}
    }

    /// What it cost.
    public struct Cost: Hashable, Sendable, Codable {
        /// The run itself.
        @OrNull public var run: Double?
        /// A viewer for an hour.
        @OrNull public var perViewerHour: Double?

        /// Makes a cost.
        public init(run: Double?, perViewerHour: Double?) {
            self.run = run
            self.perViewerHour = perViewerHour
        }
    }
}

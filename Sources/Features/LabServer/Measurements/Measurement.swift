import LabModel

/// A measurement that was started from here, as it stands now.
struct Measurement: Hashable, Sendable, Encodable {
    enum State: String, Hashable, Sendable, Encodable, CaseIterable {
        case running, stopping, ended
    }

    /// Its number since the server started, from 1.
    var number: Int
    /// What was asked for.
    var order: MeasurementOrder
    var state: State
    /// ISO 8601 in UTC.
    var startedAt: String
    /// ISO 8601 in UTC; nil while it goes on.
    @OrNull var endedAt: String?
    /// What its process exited with, as in `start-task-and-client --help`; nil while it goes on.
    @OrNull var exitCode: Int?
    /// The last lines that it wrote to standard error, at most 20.
    var messages: [String]
}

/// What a measurement started from here is to do.
struct MeasurementOrder: Hashable, Sendable, Codable {
    /// The run's id.
    var id = ""
    /// The provider under test.
    var provider = "direct"
    /// How long to measure, in seconds, from 1 to 86,400.
    var durationS = 10.0
    /// The picture's size, `WxH`.
    var size = "1280x720"
    /// Frames a second, such as `25` or `30000/1001`.
    var fps = "25"
    /// The codec.
    var codec = "h264"
    /// The encoder's bit rate, such as `2500k`.
    var bitrate = "2500k"
    /// What the network does, as `--link` takes it; empty for nothing.
    var link = ""
}

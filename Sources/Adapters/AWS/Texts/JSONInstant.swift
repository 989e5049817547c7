import LabModel

/// An instant in JSON: seconds since 1970 as AWS writes them, or ISO 8601; anything else is no instant, and no error.
struct JSONInstant: Decodable {
    var time: WallTime?

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let seconds = try? container.decode(Double.self) {
            // AWS tells milliseconds; what a double has beyond microseconds is its own.
            time = Int64(exactly: (seconds * 1e6).rounded()).map { WallTime(nanoseconds: 0) + .microseconds($0) }
        } else if let text = try? container.decode(String.self) {
            time = AWSDate.time(iso8601: text)
        }
    }
}

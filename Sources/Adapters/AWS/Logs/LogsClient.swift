import LabModel

/// Logs of CloudWatch.
public struct LogsClient: Sendable {
    /// How often a page that says too little is followed by an older one.
    private static let mostOlderPages = 5

    let caller: JSONCaller

    /// Makes a client of a session.
    public init(_ session: AWSSession) {
        caller = JSONCaller(session: session, target: "Logs_20140328", contentType: "application/x-amz-json-1.1")
    }

    /// The last lines of a log stream.
    ///
    /// A page may be empty or partly filled although there are lines ("GetLogEvents" of CloudWatch Logs' API reference):
    /// older pages are asked for until the lines are there, or the service gives back the token that it was asked with,
    /// which is the stream's beginning; at most five of them.
    /// - Parameters:
    ///   - count: how many at most, 1 to 10,000.
    ///   - stream: the log stream.
    ///   - group: its log group.
    /// - Returns: the lines, oldest first; empty where the stream is not there yet.
    /// - Throws: ``AWSError`` where no line could be had; a group that is not there is refused.
    public func tail(_ count: Int, of stream: String, in group: String) async throws(AWSError) -> [LogEvent] {
        let count = min(max(1, count), 10_000)
        var body = LogEventsBody(logGroupName: group, logStreamName: stream, limit: count, startFromHead: false)
        var lines: [LogEvent] = []
        do {
            for _ in 0...Self.mostOlderPages {
                let answer: LogEventsAnswer = try await caller.call(.getLogEvents, body)
                lines = (answer.events ?? []).map(LogEvent.init) + lines
                guard lines.count < count, let older = answer.nextBackwardToken, older != body.nextToken else { break }
                body.nextToken = older
            }
        } catch .refused(let refusal) where refusal.kind == .notFound && refusal.message.contains("stream") {
            return []
        } catch {
            // What older pages would have told is not worth what is known.
            guard !lines.isEmpty else { throw error }
        }
        return Array(lines.suffix(count))
    }
}

extension LogEvent {
    fileprivate init(_ event: LogEventsAnswer.Event) {
        let time = event.timestamp.map { milliseconds in
            let (nanoseconds, isTooLarge) = milliseconds.multipliedReportingOverflow(by: 1_000_000)
            return WallTime(nanoseconds: isTooLarge ? .max : nanoseconds)
        }
        self.init(time: time, message: event.message ?? "")
    }
}

private struct LogEventsBody: Encodable {
    var logGroupName: String
    var logStreamName: String
    var limit: Int
    var startFromHead: Bool
    var nextToken: String?
}

private struct LogEventsAnswer: Decodable {
    struct Event: Decodable {
        var timestamp: Int64?
        var message: String?
    }

    var events: [Event]?
    var nextBackwardToken: String?
}

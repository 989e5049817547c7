import Foundation
public import LabModel

/// Where a started streamer serves.
public struct StreamerAddress: Hashable, Sendable {
    /// The host, as it stands in addresses.
    public var host: String
    /// The port.
    public var port: Int
    /// The streamer's process; nil where it runs elsewhere.
    public var processID: Int32?
    /// The stream that it sends.
    public var streamID: StreamID
    /// The task's full name on ECS; nil where it runs elsewhere.
    public var task: String?

    /// The address of one of its resources, such as `/live.ts`.
    public func url(_ path: String) -> String {
        "http://\(host):\(port)\(path)"
    }

    /// Makes an address; each argument is the property of its name.
    init(host: String, port: Int, streamID: StreamID, task: String?) {
        (self.host, self.port, self.streamID, self.task) = (host, port, streamID, task)
    }

    /// Reads a ready file: `{"port","pid","stream_id"}`.
    /// - Returns: nil for text that is none.
    init?(readyFile text: Data, host: String) {
        struct Ready: Decodable {
            var port: Int
            var pid: Int32
            var streamID: StreamID

            enum CodingKeys: String, CodingKey {
                case port, pid
                case streamID = "stream_id"
            }
        }
        guard let ready = try? JSONDecoder().decode(Ready.self, from: text) else { return nil }
        guard (1...65_535).contains(ready.port) else { return nil }
        self.host = host
        port = ready.port
        processID = ready.pid
        streamID = ready.streamID
    }
}

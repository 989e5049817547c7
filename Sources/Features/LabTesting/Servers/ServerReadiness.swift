import Foundation
import LabModel
import Machine

/// What shows that a server can be used.
public enum ServerReadiness: Sendable, Hashable {
    /// Somebody accepts connections at this TCP port of 127.0.0.1.
    case tcp(port: Int)
    /// Somebody has bound this UDP port.
    case udp(port: Int)
    /// The server wrote a line with this text to its output.
    case line(String)

    /// Whether it holds now.
    /// - Parameter log: what the server has written so far.
    /// - Returns: whether it does.
    func holds(log: String) -> Bool {
        switch self {
        case .tcp(let port):
            let connection = try? TCPConnection.connect(host: "127.0.0.1", port: port, limit: .seconds(1))
            connection?.close()
            return connection != nil
        case .udp(let port):
            return Self.isBound(port, in: Self.table("udp")) || Self.isBound(port, in: Self.table("udp6"))
        case .line(let text): return log.contains(text)
        }
    }

    /// Whether the kernel's table of sockets names a local port; its second column is `ADDRESS:PORT` in hexadecimal.
    static func isBound(_ port: Int, in table: String) -> Bool {
        table.split(separator: "\n").dropFirst().contains { line in
            let columns = line.split(separator: " ")
            guard columns.count > 1, let text = columns[1].split(separator: ":").last else { return false }
            return Int(text, radix: 16) == port
        }
    }

    private static func table(_ name: String) -> String {
        FileManager.default.contents(atPath: "/proc/self/net/\(name)").map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}

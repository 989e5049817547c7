import Foundation

/// Packs a transport stream anew as some hardware does: two pictures in each PES packet, with one time for both.
enum TransportStreamPairing {
    private static let videoPID = 0x100

    /// The stream with the PES packets of its video joined in pairs.
    static func pairing(_ stream: Data) -> Data {
        let bytes = [UInt8](stream)
        var result: [UInt8] = []
        var units: [[UInt8]] = []
        for start in stride(from: 0, to: bytes.count - 187, by: 188) {
            let packet = bytes[start..<start + 188]
            let pid = Int(bytes[start + 1] & 0x1F) << 8 | Int(bytes[start + 2])
            guard pid == videoPID else {
                if units.isEmpty {
                    result += packet
                }
                continue
            }
            let payload = start + (bytes[start + 3] & 0x20 != 0 ? 5 + Int(bytes[start + 4]) : 4)
            if bytes[start + 1] & 0x40 != 0 {
                units.append([])
            }
            units[units.count - 1] += bytes[payload..<start + 188]
        }
        var counter: UInt8 = 0
        for first in stride(from: 0, to: units.count, by: 2) {
            let header = 9 + Int(units[first][8])
            var pes = units[first]
            if first + 1 < units.count {
                pes += units[first + 1].dropFirst(9 + Int(units[first + 1][8]))
            }
            precondition(header < pes.count)
            pes[4] = 0
            pes[5] = 0
            result += packets(pes, &counter)
        }
        return Data(result)
    }

    private static func packets(_ bytes: [UInt8], _ counter: inout UInt8) -> [UInt8] {
        var result: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 184) {
            let part = bytes[start..<min(bytes.count, start + 184)]
            let stuffing = 184 - part.count
            result += [0x47, UInt8(videoPID >> 8) | (start == 0 ? 0x40 : 0), UInt8(videoPID & 0xFF)]
            result.append((stuffing > 0 ? 0x30 : 0x10) | counter)
            counter = (counter + 1) & 0xF
            if stuffing > 0 {
                result.append(UInt8(stuffing - 1))
                if stuffing > 1 {
                    result += [0] + [UInt8](repeating: 0xFF, count: stuffing - 2)
                }
            }
            result += part
        }
        return result
    }
}

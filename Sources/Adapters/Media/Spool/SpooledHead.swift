internal import LabModel

/// What stands before each unit in a spool: seven integers of 8 bytes, in this machine's own order.
struct SpooledHead {
    static let size = 8 * fields
    private static let fields = 7
    /// Stands for a time that the container does not say.
    private static let none = Int64.min

    private var values: [Int64]

    init(_ unit: AccessUnit, connection: Int) {
        values = [
            Int64(unit.sequence), unit.arrival.nanoseconds, unit.presentationTime?.nanoseconds ?? Self.none,
            unit.decodeTime?.nanoseconds ?? Self.none, unit.isKeyframe ? 1 : 0, Int64(connection),
            Int64(unit.size.bytes),
        ]
    }

    /// Reads a head from ``size`` bytes.
    init(_ bytes: [UInt8]) {
        values = bytes.withUnsafeBytes { buffer in
            (0..<Self.fields).map { buffer.loadUnaligned(fromByteOffset: 8 * $0, as: Int64.self) }
        }
    }

    var bytes: [UInt8] {
        values.withUnsafeBytes { Array($0) }
    }

    var connection: Int { Int(values[5]) }
    var bodySize: Int { Int(values[6]) }

    func unit(_ body: [UInt8]) throws(MediaError) -> AccessUnit {
        let copied = body.withUnsafeBytes { buffer in
            Result { () throws(MediaError) in try PacketOwner.copying(buffer) }
        }
        return AccessUnit(
            sequence: Int(values[0]),
            arrival: WallTime(nanoseconds: values[1]),
            times: UnitTimes(presentation: time(2), decode: time(3)),
            isKeyframe: values[4] == 1,
            packet: try copied.get()
        )
    }

    private func time(_ index: Int) -> Latency? {
        values[index] == Self.none ? nil : Latency(nanoseconds: values[index])
    }
}

/// Follows the transport stream in a server's answer, says where each video access unit ends, and takes planned ones out.
///
/// A unit is a PES packet of the first PID that carries video. Whole packets are taken out and the continuity counters
/// of the rest put right, so that a demuxer sees a stream in which those frames never were. Without a plan every byte is
/// passed on at once; with one a packet is passed on when it is whole. What is no transport stream is passed on as it is.
struct TransportSurgeon {
    /// One video access unit that went by.
    struct Unit: Hashable {
        /// Its place among the units of the answer, from 0.
        var place: Int
        /// Its presentation time in 1/90,000 s modulo 2³³; nil where none was given.
        var presentation: Int64?
        /// The offset behind its last byte in what was passed on; nil where it was taken out.
        var end: Int?
    }

    private enum Stage {
        /// The head of an HTTP answer.
        case head
        case packets
        /// Nothing to look into.
        case foreign
    }

    /// A longer head is none.
    private static let longestHead = 16_384
    private static let headEnd: [UInt8] = [13, 10, 13, 10]

    private let plan: DropPlan?
    private var stage = Stage.head
    private var carry: [UInt8] = []
    /// How much was passed on up to the last whole part that was looked at.
    private var passed = 0
    private var videoPID: UInt16?
    private var current: Unit?
    private var units: [Unit] = []
    private var nextPlace = 0
    /// Packets with a payload that were taken out so far, modulo 16.
    private var removed: UInt8 = 0

    init(plan: DropPlan? = nil) {
        self.plan = plan
    }

    /// Takes the next bytes of the answer.
    /// - Returns: what is to be passed on.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        if case .foreign = stage {
            return Array(bytes)
        }
        carry.append(contentsOf: bytes)
        var output: [UInt8] = plan == nil ? Array(bytes) : []
        if case .head = stage {
            takeHead(&output)
        }
        if case .packets = stage {
            takePackets(&output)
        }
        if case .foreign = stage {
            pass(carry[...], to: &output)
            carry = []
        }
        return output
    }

    /// Ends the answer.
    /// - Returns: what is still to be passed on.
    mutating func finish() -> [UInt8] {
        endUnit()
        defer { carry = [] }
        return plan == nil ? [] : carry
    }

    /// Gives the units that went by since the last call, each once it is whole.
    mutating func takeUnits() -> [Unit] {
        defer { units = [] }
        return units
    }

    private mutating func pass(_ bytes: ArraySlice<UInt8>, to output: inout [UInt8]) {
        passed += bytes.count
        if plan != nil {
            output.append(contentsOf: bytes)
        }
    }

    private mutating func takeHead(_ output: inout [UInt8]) {
        if carry.first == TransportPacket.syncByte {
            stage = .packets
            return
        }
        guard let end = carry.firstRange(of: Self.headEnd)?.upperBound else {
            stage = carry.count > Self.longestHead ? .foreign : .head
            return
        }
        let isStream = Self.leadsToStream(String(decoding: carry[..<end], as: UTF8.self))
        pass(carry[..<end], to: &output)
        carry.removeFirst(end)
        stage = isStream ? .packets : .foreign
    }

    /// Whether the body behind a head is the stream itself, neither an error text nor cut into chunks.
    private static func leadsToStream(_ head: String) -> Bool {
        let lines = head.lowercased().split(separator: "\r\n")
        let words = lines.first?.split(separator: " ") ?? []
        let isChunked = lines.contains { $0.hasPrefix("transfer-encoding:") && $0.contains("chunked") }
        return words.count >= 2 && words[0].hasPrefix("http/1.") && words[1] == "200" && !isChunked
    }

    private mutating func takePackets(_ output: inout [UInt8]) {
        var start = 0
        while carry.count - start >= TransportPacket.size {
            let bytes = carry[start..<start + TransportPacket.size]
            guard let packet = TransportPacket(bytes) else {
                stage = .foreign
                break
            }
            take(packet, bytes, &output)
            start += TransportPacket.size
        }
        carry.removeFirst(start)
    }

    private mutating func take(_ packet: TransportPacket, _ bytes: ArraySlice<UInt8>, _ output: inout [UInt8]) {
        if let video = packet.videoStart(in: bytes), videoPID == nil || videoPID == packet.pid {
            videoPID = packet.pid
            endUnit()
            current = Unit(place: nextPlace, presentation: video.presentation)
            nextPlace += 1
        }
        guard packet.pid == videoPID, let unit = current else {
            return pass(bytes, to: &output)
        }
        guard plan?.drops(unit.place) != true else {
            removed = (removed &+ (packet.payload == nil ? 0 : 1)) & 0x0F
            return
        }
        passRenumbered(packet, bytes, to: &output)
        current?.end = passed
    }

    private mutating func passRenumbered(
        _ packet: TransportPacket,
        _ bytes: ArraySlice<UInt8>,
        to output: inout [UInt8]
    ) {
        pass(bytes, to: &output)
        if removed > 0 {
            let flags = output.count - TransportPacket.size + 3
            output[flags] = output[flags] & 0xF0 | (packet.continuity &- removed) & 0x0F
        }
    }

    private mutating func endUnit() {
        if let current {
            units.append(current)
        }
        current = nil
    }
}

import LabTesting
import Testing

@testable import Relaying

@Suite struct TransportSurgeonTests {
    private static let head = Array("HTTP/1.1 200 OK\r\nContent-Type: video/mp2t\r\nConnection: close\r\n\r\n".utf8)

    private static func take(_ bytes: [UInt8], _ surgeon: inout TransportSurgeon) -> [UInt8] {
        bytes.withUnsafeBytes { surgeon.take($0) }
    }

    private static func all(_ bytes: [UInt8], plan: DropPlan?) -> (output: [UInt8], units: [TransportSurgeon.Unit]) {
        var surgeon = TransportSurgeon(plan: plan)
        let output = take(bytes, &surgeon) + surgeon.finish()
        return (output, surgeon.takeUnits())
    }

    /// Ten units of one to three packets, with tables before each and something else in between.
    private static func stream() -> TransportBytes {
        var stream = TransportBytes()
        for index in 0..<10 {
            stream.packet(pid: TransportBytes.table, begins: true, payload: [UInt8](repeating: 7, count: 184))
            stream.unit(presentation: Int64(index) * 3_000, packets: 1 + index % 3)
            stream.packet(pid: TransportBytes.other, begins: true, payload: [UInt8(index)])
        }
        return stream
    }

    @Test func withoutAPlanEveryBytePassesAtOnceAndUnitsAreFound() {
        let bytes = Self.head + Self.stream().bytes
        let (output, units) = Self.all(bytes, plan: nil)
        #expect(output == bytes)
        let reading = TransportReading(Self.stream().bytes)
        #expect(units.map(\.place) == Array(0..<10))
        #expect(units.map(\.presentation) == reading.presentations)
        #expect(units.map(\.end) == reading.ends.map { $0 + Self.head.count })
        var surgeon = TransportSurgeon()
        #expect(Self.take(Array(bytes[..<200]), &surgeon) == Array(bytes[..<200]))
    }

    @Test func plannedUnitsAreGoneAndNothingElseIs() {
        let bytes = Self.stream().bytes
        let (output, units) = Self.all(Self.head + bytes, plan: DropPlan(places: [2, 3, 9]))
        #expect(Array(output[..<Self.head.count]) == Self.head)
        let before = TransportReading(bytes)
        let after = TransportReading(Array(output[Self.head.count...]))
        #expect(after.presentations == [0, 1, 4, 5, 6, 7, 8].map { $0 * 3_000 })
        #expect(before.discontinuities == 0 && after.discontinuities == 0)
        #expect(after.others == before.others)
        #expect(units.filter { $0.end == nil }.map(\.place) == [2, 3, 9])
        #expect(units.compactMap(\.end) == after.ends.map { $0 + Self.head.count })
        #expect(output.count == Self.head.count + bytes.count - 188 * (3 + 1 + 1))
    }

    /// Any stream, cut anywhere, under any plan, is what a plain second reading says it should be.
    @Test(arguments: 0..<40) func cutsDoNotMatter(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var stream = TransportBytes()
        let count = Int.random(in: 1...60, using: &random)
        for index in 0..<count {
            if Bool.random(using: &random) {
                stream.packet(pid: TransportBytes.other, begins: false, payload: [1, 2, UInt8(index)])
            }
            if Bool.random(using: &random) {
                stream.packet(pid: TransportBytes.video, begins: false, payload: [])
            }
            stream.unit(presentation: Int64(index) * 3_600, packets: Int.random(in: 1...20, using: &random))
        }
        let plan = DropPlan.random(share: 0.4, within: 0..<count, using: &random)
        let bytes = Self.head + stream.bytes
        let whole = Self.all(bytes, plan: plan)
        var surgeon = TransportSurgeon(plan: plan)
        var (output, units, rest): ([UInt8], [TransportSurgeon.Unit], ArraySlice<UInt8>) = ([], [], bytes[...])
        while !rest.isEmpty {
            let part = rest.prefix(Int.random(in: 1...700, using: &random))
            output += Self.take(Array(part), &surgeon)
            units += surgeon.takeUnits()
            rest = rest.dropFirst(part.count)
        }
        output += surgeon.finish()
        units += surgeon.takeUnits()
        #expect(output == whole.output)
        #expect(units == whole.units)
        let after = TransportReading(Array(output[Self.head.count...]))
        #expect(after.discontinuities == 0)
        #expect(after.presentations == (0..<count).filter { !plan.places.contains($0) }.map { Int64($0) * 3_600 })
        #expect(after.others == TransportReading(stream.bytes).others)
        #expect(Set(units.filter { $0.end == nil }.map(\.place)) == plan.places)
    }

    @Test(arguments: [
        "HTTP/1.1 404 Not Found\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
        "SSH-2.0-x\r\n\r\n",
        "HTTP/1.1 200 OK\r\n\r\n{\"t1\":1}",
        String(repeating: "x", count: 20_000),
        "",
        "short",
    ])
    func whatIsNoTransportStreamPassesAsItIs(head: String) {
        let bytes = Array(head.utf8) + (head.contains("t1") ? [UInt8](repeating: 9, count: 400) : Self.stream().bytes)
        let (output, units) = Self.all(bytes, plan: DropPlan(places: Set(0..<100)))
        let isStream = head.isEmpty
        #expect(output == bytes || isStream)
        #expect(units.count == (isStream ? 10 : 0))
    }

    @Test func aStreamThatLosesItsSyncPassesFromThereOn() {
        let good = Self.stream().bytes
        let bad = [UInt8](repeating: 1, count: 1_000)
        let (output, units) = Self.all(Self.head + good + bad + good, plan: DropPlan(places: [0]))
        #expect(output == Self.head + Array(good[..<188]) + Array(output[(Self.head.count + 188)...]))
        #expect(Array(output.suffix(1_000 + good.count)) == bad + good)
        #expect(units.count == 10)
    }

    @Test func counterOfTheRestRunsOnAfterManyDrops() {
        var stream = TransportBytes()
        for index in 0..<200 {
            stream.unit(presentation: Int64(index), packets: 5)
        }
        let (output, _) = Self.all(stream.bytes, plan: .every(2, within: 0..<200))
        #expect(TransportReading(output).discontinuities == 0)
        #expect(TransportReading(output).presentations == stride(from: 0, to: 200, by: 2).map { $0 })
    }
}

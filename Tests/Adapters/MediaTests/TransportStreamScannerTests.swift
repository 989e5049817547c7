import LabModel
import LabTesting
import Testing

@testable import Media

@Suite struct TransportStreamScannerTests {
    private struct Expected: Equatable {
        var position: Int
        var total: Int
        var end: WallTime?
    }

    /// Packs of random sizes on two PIDs, cut into random reads: the scanner finds what the writer wrote.
    @Test(arguments: 1...20)
    func findsEveryPacketHoweverTheReadsAreCut(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var writer = TransportStreamWriter()
        var bytes: [UInt8] = []
        var spans: [(start: Int, end: Int, size: Int)] = []
        for number in 0..<40 {
            let payload = [UInt8](repeating: 0x65, count: Int.random(in: 1...2_000, using: &random))
            let pes = writer.pes(payload, ticks: Int64(number) * 3_000, hasLength: .random(using: &random))
            spans.append((bytes.count, bytes.count + pes.count, payload.count + 14))
            bytes += pes
            if Bool.random(using: &random) {
                bytes += writer.foreign()
            }
        }
        var scanner = TransportStreamScanner()
        var readEnds: [(end: Int, at: WallTime)] = []
        var offset = 0
        while offset < bytes.count {
            let count = min(Int.random(in: 1...700, using: &random), bytes.count - offset)
            let at = WallTime(nanoseconds: Int64(readEnds.count))
            bytes[offset..<offset + count].withUnsafeBytes { scanner.scan($0, at: at) }
            offset += count
            readEnds.append((offset, at))
        }
        for span in spans {
            let record = scanner.record(at: span.start, pid: 0x100)
            let found = record.map {
                Expected(position: $0.position, total: $0.total, end: $0.points.instant(ofEnd: $0.total))
            }
            let read = readEnds.first { $0.end >= span.end }
            #expect(found == Expected(position: span.start, total: span.size, end: read?.at))
        }
    }

    @Test(arguments: 1...50)
    func noiseIsOnlyPassedOver(seed: Int) {
        var random = SeededGenerator(seed: UInt64(seed))
        var scanner = TransportStreamScanner()
        for step in 0..<40 {
            let bytes = (0..<Int.random(in: 0...900, using: &random)).map { _ -> UInt8 in
                .random(in: 0...9, using: &random) == 0 ? 0x47 : .random(in: 0...255, using: &random)
            }
            bytes.withUnsafeBytes { scanner.scan($0, at: WallTime(nanoseconds: Int64(step))) }
        }
        #expect(scanner.record(at: 1 << 40, pid: 0x100) == nil)
    }
}

import Foundation
import Glibc
import LabModel
import LabTesting
import Machine
import Testing

@testable import Quality

@Suite struct VMAFWriterTests {
    private func write(_ memory: UnsafeMutableRawBufferPointer, to process: VMAFProcess) -> VMAFWriter.Result {
        // Rows with gaps, as pictures have them.
        let parts = stride(from: 0, to: memory.count, by: 2_000).map { start in
            iovec(iov_base: memory.baseAddress.map { $0 + start }, iov_len: min(1_920, memory.count - start))
        }
        return process.write(parts, by: SystemClock().monotonicNow() + .untilItHangs, clock: SystemClock())
    }

    /// The reader reads in the writer's memory, and yet gets what stood there when it was written.
    @Test func memoryMayBeChangedAtOnce() throws {
        let process = try VMAFProcess.start(VMAFProcess.Program(path: "/usr/bin/sha256sum", arguments: []))
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 3_000_000, alignment: 4_096)
        defer { memory.deallocate() }
        var wanted = Data()
        for (round, count) in [3_000_000, 1_100_000, 2_000, 1_048_576, 2_999_999, 2_500_000].enumerated() {
            memory.initializeMemory(as: UInt8.self, repeating: UInt8(round + 1))
            let written = UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
            #expect(write(written, to: process) == .written)
            memory.initializeMemory(as: UInt8.self, repeating: 0xFF)
            let rows = (count + 1_999) / 2_000
            let last = min(1_920, count - (rows - 1) * 2_000)
            wanted.append(Data(repeating: UInt8(round + 1), count: (rows - 1) * 1_920 + last))
        }
        process.closeInput()
        let said = try #require(process.wait(atMost: .untilItHangs)).output
        let folder = try TemporaryFolder()
        try wanted.write(to: URL(filePath: folder.file("wanted")))
        let sum = try VMAFProcess.start(
            VMAFProcess.Program(path: "/usr/bin/sha256sum", arguments: [folder.file("wanted")])
        )
        sum.closeInput()
        let known = try #require(sum.wait(atMost: .untilItHangs)).output
        #expect(said.prefix(64) == known.prefix(64))
        #expect(said.count > 64)
    }

    @Test func splitsAtAnyByte() {
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: 30, alignment: 16)
        defer { memory.deallocate() }
        let parts = [0, 10, 20].map { start in iovec(iov_base: memory.baseAddress.map { $0 + start }, iov_len: 10) }
        for room in 0...40 {
            let (first, last) = VMAFWriter.split(parts, keeping: room)
            #expect(last.reduce(0) { $0 + $1.iov_len } == min(30, room))
            var next = memory.baseAddress
            for part in first + last {
                #expect(part.iov_base == next)
                #expect(part.iov_len > 0)
                next = part.iov_base.map { $0 + part.iov_len }
            }
            #expect(next == memory.baseAddress.map { $0 + 30 })
        }
    }

    @Test func whatIsNoPipeGetsACopy() throws {
        let folder = try TemporaryFolder()
        let file = open(folder.file("copy"), O_RDWR | O_CREAT, 0o600)
        try #require(file >= 0)
        defer { close(file) }
        var bytes = Array("what there is".utf8)
        let result = bytes.withUnsafeMutableBytes { memory in
            let part = iovec(iov_base: memory.baseAddress, iov_len: memory.count)
            let clock = SystemClock()
            return VMAFWriter(descriptor: file, clock: clock).write([part], by: clock.monotonicNow() + .seconds(1))
        }
        #expect(result == .written)
        #expect(try Data(contentsOf: URL(filePath: folder.file("copy"))) == Data(bytes))
    }

    @Test func nothingIsWrittenToNothing() {
        var byte: UInt8 = 1
        let result = withUnsafeMutableBytes(of: &byte) { memory in
            let part = iovec(iov_base: memory.baseAddress, iov_len: memory.count)
            let clock = SystemClock()
            return VMAFWriter(descriptor: -1, clock: clock).write([part], by: clock.monotonicNow() + .seconds(1))
        }
        #expect(result == .closed)
    }
}

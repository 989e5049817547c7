import Foundation
import LabModel
import Machine
import Testing

@Suite struct KernelClockTests {
    /// Whether somebody disciplines this machine's clock is not for a test to say; what is said must be a bound.
    @Test func aBoundIsPositiveWhereThereIsOne() {
        if let bound = KernelClock.errorBound {
            #expect(bound >= .zero && bound < .seconds(100))
        }
    }

    @Test func chronyRunsWhereItsCommandSocketIs() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "chrony-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let socket = folder.appending(path: "chronyd.sock").path
        #expect(!KernelClock.isChronyRunning(commandSocket: socket))
        try Data().write(to: URL(filePath: socket))
        #expect(KernelClock.isChronyRunning(commandSocket: socket))
    }
}

import LabModel
import Testing

@testable import Estimation

@Suite struct WarningRegistryTests {
    @Test func aGoodRunHasNone() {
        #expect(Planted(frames: 0..<251).summarize().warnings.isEmpty)
    }
}

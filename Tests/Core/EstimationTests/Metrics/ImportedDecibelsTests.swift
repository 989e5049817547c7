import LabModel
import Testing

@testable import Estimation

@Suite struct ImportedDecibelsTests {
    @Test func whatTheTraceBroughtIsTold() {
        var planted = Planted(frames: 0..<251)
        #expect(planted.summarize().quality == nil)
        var imported = Summary.ImportedQuality(unit: "ssim")
        imported.mean = 14.5
        planted.trace.importedQuality = imported
        #expect(planted.summarize().quality?.importedDb == imported)
    }
}

import LabCommand
import Testing

@Suite struct LabVersionTests {
    @Test func namesTheExecutable() {
        #expect(LabVersion.text(of: "receiver") == "receiver \(LabVersion.number)")
    }
}

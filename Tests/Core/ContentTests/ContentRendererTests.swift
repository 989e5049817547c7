import Content
import LabModel
import Testing

@Suite struct ContentRendererTests {
    @Test func versionIsOne() {
        #expect(ContentRenderer.version == 1)
    }
}

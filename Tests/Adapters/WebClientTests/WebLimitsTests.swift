import LabModel
import Testing
import WebClient

struct WebLimitsTests {
    @Test func anAnswerHasLimits() {
        #expect(WebLimits().redirects == 5)
        #expect(WebLimits().bodyBytes == ByteCount(67_108_864))
    }
}

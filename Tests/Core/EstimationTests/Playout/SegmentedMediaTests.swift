import LabModel
import Testing

@testable import Estimation

@Suite struct SegmentedMediaTests {
    @Test(arguments: [
        ("hls", true), ("hls,applehttp", true), ("DASH", true), ("mpegts", false), ("mov,mp4,m4a", false),
    ])
    func containersAreToldByTheirNames(container: String, isSegmented: Bool) {
        var media = Summary.Media()
        #expect(!media.isSegmented)
        media.container = container
        #expect(media.isSegmented == isSegmented)
    }
}

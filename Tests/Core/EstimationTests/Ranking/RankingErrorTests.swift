import LabModel
import Testing

@testable import Estimation

@Suite struct RankingErrorTests {
    @Test func saysWhichRunsAndWhatHelps() {
        let one = SizedRun(name: "a", size: PixelSize(width: 1_280, height: 720))
        let other = SizedRun(name: "b@2", size: PixelSize(width: 640, height: 360))
        #expect(
            "\(RankingError.differentSizes(one, other))"
                == "runs of different sizes are not ranked together: a received 1280x720, b@2 640x360. "
                + "Receive one size with --variant, or allow different sizes with --mixed"
        )
        #expect(
            "\(RankingError.changedSize("a"))"
                == "a run that changed its size midway is not ranked with others: a. "
                + "Receive one size with --variant, or allow different sizes with --mixed"
        )
    }
}

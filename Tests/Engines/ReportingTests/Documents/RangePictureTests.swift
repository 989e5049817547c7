import Testing

@testable import Reporting

@Suite struct RangePictureTests {
    @Test func placesLieOnOneScale() throws {
        let ranges = [
            ReportTable.Range(low: -10, value: 0, high: 10, isTold: false),
            ReportTable.Range(low: 20, value: 25, high: 30, isTold: true),
        ]
        let scale = try #require(RangePicture.Scale(ranges))
        #expect(scale.low == -10 && scale.high == 30)
        #expect(scale.place(-10) == 6 && scale.place(30) == 134 && scale.place(10) == 70)
        let picture = RangePicture.svg(ranges[1], scale)
        #expect(picture.contains("class=\"told\"") && picture.contains("x1=\"102.0\" x2=\"134.0\""))
        #expect(picture.contains("cx=\"118.0\""))
        #expect(!RangePicture.svg(ranges[0], scale).contains("told"))
    }

    @Test func unknownEndsRunToTheEdge() throws {
        let range = ReportTable.Range(low: nil, value: 1, high: 2, isTold: true)
        let scale = try #require(RangePicture.Scale([range]))
        #expect(RangePicture.svg(range, scale).contains("class=\"range\" x1=\"0.0\" x2=\"134.0\""))
        let point = ReportTable.Range(low: nil, value: 1, high: nil, isTold: false)
        #expect(!RangePicture.svg(point, scale).contains("class=\"range\""))
    }

    @Test func nothingToShowHasNoScale() {
        #expect(RangePicture.Scale([]) == nil)
        #expect(RangePicture.Scale([.init(low: nil, value: 0, high: nil, isTold: false)]) == nil)
    }
}

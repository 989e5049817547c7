import LabModel
import Quality
import Testing

@Suite struct QualityErrorTests {
    @Test func everyErrorSaysWhatWhereAndWhatToDo() {
        let error = QualityError.differentShapes(reference: "1280x720 of 8 bits", distorted: "640x360 of 8 bits")
        #expect(
            error.what
                == "the picture (640x360 of 8 bits) has another shape than its reference (1280x720 of 8 bits)"
        )
        #expect(error.place == "scoring")
        #expect(error.remedy == "Scale the picture to the reference's size and depth first")
    }
}

import LabModel
import Testing
import YAMLFiles

@Suite struct YAMLErrorTests {
    private static let place = SourcePlace(path: "a", line: 2, column: 3)

    @Test(
        arguments: [
            (.unreadable(path: "a", reason: "it is no UTF-8"), "cannot be read: it is no UTF-8: a. Name another file"),
            (.malformed(place, problem: "no key"), "neither YAML nor JSON: no key: a:2:3"),
        ] as [(YAMLError, String)]
    )
    func eachTellsWhatAndWhere(error: YAMLError, text: String) {
        #expect("\(error)" == text && error.exitStatus == .usage)
    }
}

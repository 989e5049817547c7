import Testing

@testable import LabCommand

@Suite struct NearestWordTests {
    @Test(arguments: [
        ("", "", 0), ("abc", "abc", 0), ("abc", "", 3), ("", "abc", 3), ("abc", "abd", 1), ("abc", "acb", 1),
        ("fsp", "fps", 1), ("kitten", "sitting", 3),
    ])
    func distancesAreKnown(first: String, second: String, distance: Int) {
        #expect(NearestWord.distance(Array(first), Array(second)) == distance)
        #expect(NearestWord.distance(Array(second), Array(first)) == distance)
    }

    @Test(arguments: [
        ("durtion", "duration"), ("fsp", "fps"), ("image_size", "image-size"), ("bitRate", "bitrate"),
        ("start-limt", "start-limit"),
    ])
    func misspeltSettingsAreFound(word: String, setting: String) {
        let found = NearestWord.find(for: word, among: SettingName.allCases.map(\.rawValue))
        #expect(found == setting)
    }

    @Test func nothingKnownGivesNothing() {
        #expect(NearestWord.find(for: "x", among: []).isEmpty)
    }
}

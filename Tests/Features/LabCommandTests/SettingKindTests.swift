import LabCommand
import LabModel
import Testing

@Suite struct SettingKindTests {
    private enum Mood: String, CaseIterable, Sendable {
        case calm = "CALM", wild
    }

    @Test func numbersKeepToTheirRange() {
        let count = SettingKind<Int>.integer(in: 1...9)
        #expect(count.parse("9") == 9)
        #expect(count.parse("0") == nil && count.parse("10") == nil && count.parse("1.5") == nil)
        #expect(count.expected == "a whole number from 1 to 9")
        #expect(SettingKind<Int>.integer(in: 0 ... .max).expected == "a whole number from 0")
        let share = SettingKind<Double>.number(in: 0...1)
        #expect(share.parse("0.5") == 0.5)
        #expect(share.parse("nan") == nil && share.parse("-0.1") == nil && share.parse("1.1") == nil)
    }

    @Test func lengthsKeepToTheirLimit() {
        let length = SettingKind<Latency>.duration(upTo: .seconds(60))
        #expect(length.parse("1m") == .seconds(60))
        #expect(length.parse("61") == nil && length.parse("-1") == nil)
        #expect(length.expected == "a length of time such as 10, 500ms or 2m, up to 1m")
    }

    @Test func wordsAreTakenInAnyCase() {
        let mood = SettingKind<Mood>.choice
        #expect(mood.parse("calm") == .calm && mood.parse("WILD") == .wild && mood.parse("") == nil)
        #expect(mood.expected == "one of CALM, wild")
        #expect(SettingKind<VideoCodec>.choice.parse("h264") == .h264)
    }

    @Test(arguments: [("true", true), ("YES", true), ("1", true), ("on", true), ("false", false), ("no", false)])
    func switchesAreWords(text: String, value: Bool) {
        #expect(SettingKind<Bool>.flag.parse(text) == value)
        #expect(SettingKind<Bool>.flag.parse("perhaps") == nil)
    }

    @Test func vocabularyIsReadByItsOwnRules() {
        #expect(SettingKind<FrameRate>.frameRate.parse("0") == nil)
        #expect(SettingKind<FrameRate>.frameRate.parse("29.97") == FrameRate(numerator: 30_000, denominator: 1_001))
        #expect(SettingKind<DataRate>.dataRate.parse("2500k") == DataRate(bitsPerSecond: 2_500_000))
        #expect(SettingKind<PixelSize>.pixelSize.parse("1280x720") == PixelSize(width: 1_280, height: 720))
        #expect(SettingKind<String>.text.parse("") == nil)
    }
}

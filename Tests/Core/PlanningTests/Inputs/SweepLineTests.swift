import Planning
import Testing

@Suite struct SweepLineTests {
    let line = SweepLine(
        imageSize: 3,
        framesPerSecond: "29.97",
        cpu: 2048,
        memory: "4",
        name: "task_59",
        options: [SweepOption(name: "bitrate", value: "2500k"), SweepOption(name: "provider", value: "ll-hls")]
    )

    @Test func itsTextHasTheColumnsInOrder() {
        #expect(line.text == "3 29.97 2048 4 task_59 bitrate=2500k provider=ll-hls")
    }

    @Test func itsFolderIsNamedByTheFirstFive() {
        #expect(line.folderName == "3-29.97-2048-4-task_59")
    }

    @Test func switchesAreGivenOrLeftOut() {
        #expect(SweepOption(name: "audio", value: "on").launcherArguments == ["--audio"])
        #expect(SweepOption(name: "audio", value: "off").launcherArguments.isEmpty)
        #expect(SweepOption(name: "gop", value: "2").launcherArguments == ["--gop", "2"])
    }

    @Test func theLauncherGetsEveryColumn() {
        #expect(
            line.launcherArguments == [
                "--id", "task_59", "--image-size", "3", "--fps", "29.97", "--cpu", "2048", "--memory", "4",
                "--bitrate", "2500k", "--provider", "ll-hls",
            ]
        )
    }
}

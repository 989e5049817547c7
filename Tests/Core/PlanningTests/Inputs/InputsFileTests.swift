import LabModel
import Planning
import Testing

@Suite struct InputsFileTests {
    @Test func aFileIsReadAndWrittenBack() throws {
        let text = "0 15 512 1 task_0\n3 29.97 2048 0.5 b.1 codec=hevc link=delay=10ms,loss=1%\n"
        let file = try InputsFile.parse(text, name: "in.txt")
        #expect(
            file.lines == [
                SweepLine(imageSize: 0, framesPerSecond: "15", cpu: 512, memory: "1", name: "task_0"),
                SweepLine(
                    imageSize: 3,
                    framesPerSecond: "29.97",
                    cpu: 2048,
                    memory: "0.5",
                    name: "b.1",
                    options: [
                        SweepOption(name: "codec", value: "hevc"),
                        SweepOption(name: "link", value: "delay=10ms,loss=1%"),
                    ]
                ),
            ]
        )
        #expect(file.text == text)
    }

    @Test func whiteSpaceAndTheLastEndMayDiffer() throws {
        let file = try InputsFile.parse(" 0\t15  512 1\ta codec=av1 \n1 25 512 1 b", name: "in.txt")
        #expect(file.text == "0 15 512 1 a codec=av1\n1 25 512 1 b\n")
    }
}

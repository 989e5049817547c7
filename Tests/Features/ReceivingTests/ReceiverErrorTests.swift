import LabModel
import Receiving
import Testing

@Suite struct ReceiverErrorTests {
    @Test(
        arguments: [
            (
                .noPicture(url: "http://u:p@h/a", limit: .milliseconds(1_500)),
                "no picture within 1.5 s: http://h/a. "
                    + "Is it a live video? Look with `ffplay`, or allow more time with --start-limit"
            ),
            (
                .endedWithoutPicture(url: "a.ts"),
                "the source ended before any picture could be decoded: a.ts. Look at it with `ffplay`"
            ),
            (
                .notSameHost(url: "http://h/a"),
                "the streamer runs on another machine, so `--clock same-host` would be wrong: http://h/a. "
                    + "Use `--clock auto`"
            ),
            (
                .clocksDiffer(url: "http://h/a", offset: .milliseconds(-250.04)),
                "the streamer's clock is -250.0 ms off this machine's, so `--clock same-host` would be wrong: http://h/a. "
                    + "Use `--clock auto`"
            ),
            (
                .controlOfFile(url: "a.ts"),
                "a file is not received at the same time as a control stream: a.ts. Leave --control out, or name the "
                    + "half of the pictures that shows the control: left, right, top or bottom"
            ),
        ] as [(ReceiverError, String)]
    )
    func saysWhatWhereAndWhatToDo(_ error: ReceiverError, _ text: String) {
        #expect("\(error)" == text)
        #expect(error.exitStatus == .failed)
    }
}

import LabModel
import Machine
import Measuring
import Relaying
import Testing

@Suite struct MeasuringErrorTests {
    @Test(arguments: [
        (
            MeasuringError.relay(.socket(.cannotListen(address: "127.0.0.1:0", reason: "Too many open files"))),
            "the relay cannot listen: Too many open files: 127.0.0.1:0. "
                + "Choose another port, or let the system choose one.", LabModel.ExitStatus.failed
        ),
        (
            .relay(.wrongLink("jitter=1s,seed=1", .jitterTooLarge)),
            "this is no link: its jitter is more than a third of its delay: nothing arrives before it was sent: "
                + "\"jitter=1s,seed=1\". Give less jitter, or more delay.", .usage
        ),
    ])
    func textIsExact(error: MeasuringError, text: String, status: LabModel.ExitStatus) {
        #expect("\(error)" == text)
        #expect(error.exitStatus == status)
    }
}

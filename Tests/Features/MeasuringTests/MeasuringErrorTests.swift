import LabModel
import Machine
import Measuring
import Testing

@Suite struct MeasuringErrorTests {
    @Test(arguments: [
        (
            MeasuringError.holdOutOfRange(.milliseconds(10_500)),
            "a relay cannot hold bytes for 10500.0 ms. Choose from 0 to 10000 ms.", LabModel.ExitStatus.usage
        ),
        (
            .relay(.cannotListen(address: "127.0.0.1:0", reason: "Too many open files")),
            "the relay cannot listen: Too many open files: 127.0.0.1:0. "
                + "Choose another port, or let the system choose one.", .failed
        ),
    ])
    func textIsExact(error: MeasuringError, text: String, status: LabModel.ExitStatus) {
        #expect("\(error)" == text)
        #expect(error.exitStatus == status)
    }
}

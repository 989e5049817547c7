import LabModel
import Machine
import Testing

@Suite struct SocketErrorTests {
    @Test(arguments: [
        (
            SocketError.cannotListen(address: "127.0.0.1:80", reason: "Permission denied"),
            "cannot listen: Permission denied: 127.0.0.1:80. Choose another port, or let the system choose one."
        ),
        (
            .cannotConnect(address: "lab:1", reason: "Connection refused"),
            "cannot connect: Connection refused: lab:1. Check that the server runs and that the address is right."
        ),
        (.broken(reason: "Connection reset by peer"), "the connection broke: Connection reset by peer"),
    ])
    func textIsExact(error: SocketError, text: String) {
        #expect("\(error)" == text)
        #expect(error.exitStatus == .failed)
    }
}

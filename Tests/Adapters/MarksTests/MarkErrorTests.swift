import LabModel
import Marks
import Testing

@Suite struct MarkErrorTests {
    @Test(arguments: [
        (
            MarkError.pictureTooSmall(.init(width: 96, height: 64), least: .init(width: 144, height: 144)),
            "a mark does not fit into a picture of 96x64; the least size is 144x144. Choose a larger picture with --size",
            LabModel.ExitStatus.usage
        ),
        (
            .wrongPictureSize(.init(width: 96, height: 64), expected: .init(width: 1280, height: 720)),
            "the picture is 96x64, and the marks were prepared for 1280x720. "
                + "This is a fault of the program: please report it",
            .failed
        ),
        (
            .incompleteStamp,
            "a mark needs a frame number and a time from 1970 on. This is a fault of the program: please report it",
            .failed
        ),
        (
            .encoderFailed(errorNumber: 34),
            "the QR code cannot be made (error number 34). "
                + "Check that libqrencode 4 is installed and that memory is left",
            .failed
        ),
    ])
    func everyErrorSaysWhatToDo(error: MarkError, text: String, status: LabModel.ExitStatus) {
        #expect(error.description == text)
        #expect(error.exitStatus == status)
    }
}

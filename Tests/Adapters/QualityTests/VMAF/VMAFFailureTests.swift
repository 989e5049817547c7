import LabModel
import Testing

@testable import Quality

@Suite struct VMAFFailureTests {
    private static let another =
        "Try another ffmpeg that has libvmaf by --vmaf-tool; glasslab doctor says which is used"
    private static let named =
        "Name an ffmpeg that has libvmaf by --vmaf-tool or GLASSLAB_VMAF, or name none and run scripts/setup-vmaf"

    @Test(arguments: [
        (
            VMAFFailure.notFound(looked: ["/usr/bin/ffmpeg (no filter)", "/root/x (not there)"]),
            "nothing computes VMAF here: looked at /usr/bin/ffmpeg (no filter), /root/x (not there). "
                + "Run scripts/setup-vmaf once, or name an ffmpeg that has libvmaf by --vmaf-tool"
        ),
        (.noProgram(path: "/x"), "there is no such program to compute VMAF: /x. \(named)"),
        (.foreign(path: "/bin/cat", said: "cat: no"), "this is no ffmpeg: it says 'cat: no': /bin/cat. \(named)"),
        (.withoutLibVMAF(path: "/x", version: "ffmpeg 5"), "ffmpeg 5 has no libvmaf filter: /x. \(named)"),
        (
            .unknownModel(name: "v9", known: ["neg", "v1"]),
            "there is no VMAF model 'v9'. There are neg, v1, or a FILE.json"
        ),
        (.unknownModel(name: "v9", known: []), "there is no VMAF model 'v9'. Name another by --vmaf-model"),
        (
            .notAModel(path: "/m", reason: "it is no JSON"),
            "this is no VMAF model: it is no JSON: /m. Name a model of libvmaf's own format (JSON) by --vmaf-model"
        ),
        (
            .looksFarther(path: "/m", option: "o"),
            "this VMAF model looks farther than a picture's neighbours (o): /m. "
                + "Name another by --vmaf-model: frames that are sampled or dropped have no longer window"
        ),
        (
            .notStarted(path: "/x", reason: "No"),
            "cannot start the program that computes VMAF: No: /x. "
                + "Try the program by itself; glasslab doctor says which is used"
        ),
        (
            .hangs(path: "/x", work: "finish", limit: .seconds(60)),
            "the program that computes VMAF did not finish within 60 s: /x. \(another)"
        ),
        (
            .hangs(path: "/x", work: "finish", limit: .milliseconds(300)),
            "the program that computes VMAF did not finish within 300 ms: /x. \(another)"
        ),
        (.ended(path: "/x", code: 137, said: ""), "the program that computes VMAF ended with 137: /x. \(another)"),
        (
            .ended(path: "/x", code: 1, said: "no"),
            "the program that computes VMAF ended with 1, saying 'no': /x. \(another)"
        ),
        (
            .rubbish(path: "/x", reason: "nothing"),
            "the program that computes VMAF wrote no scores: nothing: /x. \(another)"
        ),
        (.tooMuchOutput(path: "/x"), "the program that computes VMAF wrote far more than scores take: /x. \(another)"),
        (.cancelled, "scoring by VMAF was cancelled"),
        (.finished, "scoring by VMAF has ended"),
    ])
    func everyFailureSaysWhatWhereAndWhatToDo(failure: VMAFFailure, text: String) {
        #expect(failure.description == text)
        let error = QualityError.vmaf(failure)
        #expect(error.description == text)
    }

    @Test(arguments: [
        ("", ""), ("\n\n  \n", ""), ("[libvmaf @ 0x55] could not load\nError", "could not load"),
        ("one\u{1B}[31m two\r\nthree", "one[31m two"),
        (String(repeating: "x", count: 999), String(repeating: "x", count: 200)),
    ])
    func whatProgramsSayIsOneBearableLine(bytes: String, line: String) {
        #expect(ToolWords.first(Array(bytes.utf8)) == line)
    }
}

import LabModel
import Testing

@Suite struct LabErrorTests {
    private struct Failure: LabError {
        var what = "cannot open the stream"
        var place: String?
        var remedy: String?
    }

    @Test func oneLine() {
        #expect(Failure().description == "cannot open the stream")
        #expect(Failure(place: "x.ts").description == "cannot open the stream: x.ts")
        #expect(Failure(remedy: "Try again.").description == "cannot open the stream. Try again.")
        #expect(Failure(place: "x.ts", remedy: "Try again.").description == "cannot open the stream: x.ts. Try again.")
        #expect(Failure().exitStatus == .failed)
    }

    @Test func endsMapToExits() {
        let partial: [EndReason] = [.interrupted, .stalled, .noMark]
        for reason in EndReason.allCases {
            let wanted: LabModel.ExitStatus = reason == .failed ? .failed : partial.contains(reason) ? .partial : .done
            #expect(reason.exitStatus == wanted)
        }
    }
}

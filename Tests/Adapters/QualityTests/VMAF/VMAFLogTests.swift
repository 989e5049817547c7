import LabTesting
import Testing

@testable import Quality

@Suite struct VMAFLogTests {
    private static let text = """
        {"version": "3.0.0", "fps": 12.3, "frames": [
          {"frameNum": 0, "metrics": {"integer_adm2": 0.9, "vmaf": 93.5}},
          {"frameNum": 3, "metrics": {"integer_motion2": 1.5, "vmaf": 100.0}},
          {"frameNum": 4, "metrics": {"integer_motion2": 1.5}}
        ], "pooled_metrics": {"vmaf": {"min": 1}}, "aggregate_metrics": {}}
        """

    @Test func readsVersionAndScores() throws {
        let log = try VMAFLog(Array(Self.text.utf8))
        #expect(log.version == "3.0.0")
        #expect(log.scores == [0: 93.5, 3: 100])
    }

    @Test(arguments: [
        ("", "nothing"), ("all is well\n", "12 bytes that are no log of libvmaf's"),
        ("[]", "2 bytes that are no log of libvmaf's"),
        (#"{"version":"1","frames":[{"frameNum":0,"metrics":{"vmaf":101}}]}"#, "a score of 101.0"),
        (#"{"version":"1","frames":[{"frameNum":0,"metrics":{"vmaf":-1}}]}"#, "a score of -1.0"),
        (#"{"version":"1","frames":[{"frameNum":0,"metrics":{"vmaf":NaN}}]}"#, "64 bytes that are no log of libvmaf's"),
    ])
    func saysWhatIsNoLog(text: String, reason: String) {
        #expect(throws: VMAFLog.Unreadable(reason: reason)) { try VMAFLog(Array(text.utf8)) }
    }

    @Test func noBytesEndTheReader() throws {
        var random = SeededGenerator(seed: 5)
        let whole = Array(Self.text.utf8)
        for _ in 0..<300 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            bytes.removeLast(Int.random(in: 0..<bytes.count / 4, using: &random))
            if let log = try? VMAFLog(bytes) {
                #expect(log.scores.values.allSatisfy { (0...100).contains($0) })
            }
        }
    }
}

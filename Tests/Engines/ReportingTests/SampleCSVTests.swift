import LabModel
import Testing

@testable import Reporting

@Suite struct SampleCSVTests {
    private func text(_ samples: [Sample], of run: CSVRun? = nil) -> String {
        var text = ""
        SampleCSV.write(samples: samples, of: run) { text += $0 }
        return text
    }

    private let header = """
        epoch,stream_id,frame_number,stamp_ns,lateness_ns,arrival_ns,decoded_ns,presentation_time_ns,clock_offset_ns,\
        clock_error_bound_ns,frame_delay_ns,size_bytes,is_keyframe,is_backlog,is_repeated,unreadable
        """

    @Test func aRowSaysItAll() {
        let stamp = FrameStamp(
            streamID: StreamID(rawValue: 7),
            number: 12,
            time: WallTime(nanoseconds: 1_800_000_000_000_000_001),
            latenessTicks: 3
        )
        let sample = Sample(
            epoch: 2,
            stamp: stamp,
            arrival: WallTime(nanoseconds: 1_800_000_000_004_000_000),
            decoded: WallTime(nanoseconds: 1_800_000_000_005_000_000),
            presentationTime: .milliseconds(40),
            size: ByteCount(1_234),
            isKeyframe: true,
            isBacklog: true,
            isRepeated: true,
            clockOffset: Latency(nanoseconds: -5),
            clockErrorBound: Latency(nanoseconds: 6)
        )
        let row = """
            2,7,12,1800000000000000001,300000,1800000000004000000,1800000000005000000,40000000,-5,6,4999994,1234,1,1,1,
            """
        #expect(text([sample]) == "\(header)\r\n\(row)\r\n")
    }

    @Test func whatIsUnknownIsEmpty() {
        #expect(text([Sample(unreadable: .noCode)]) == "\(header)\r\n0,,,,,,,,,,,0,0,0,0,no_code\r\n")
        #expect(text([]) == "\(header)\r\n")
    }

    @Test func piecesAreSmallAndWhole() {
        var pieces: [String] = []
        SampleCSV.write(samples: Array(repeating: Sample(size: ByteCount(9)), count: 10_000)) { pieces.append($0) }
        #expect(pieces.count > 2 && pieces.allSatisfy { $0.utf8.count < 65_536 && $0.hasSuffix("\r\n") })
        #expect(pieces.joined().split(separator: "\r\n").count == 10_001)
    }

    @Test func ofSeveralRunsEachRowSaysWhose() {
        let text = text([Sample()], of: CSVRun(name: "a@1", provider: "p", isFirst: false))
        #expect(text == "a@1,p,0,,,,,,,,,,,0,0,0,0,\r\n")
    }
}

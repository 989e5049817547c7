import LabModel
import Testing

@testable import Estimation

@Suite struct TraceReaderTests {
    @Test func rowsBecomeSamples() throws {
        let trace = try TraceText.read("frame,sent_us,received_us,bytes\n0,0,20000,900\n1,40000,60500.25,\n")
        #expect(TraceText.rows(trace) == [[0, 0, 20, 900], [1, 40, 60.50025, 0]])
        #expect(trace.clockMethod == .trace)
        #expect(trace.endReason == .endOfStream)
        #expect(trace.join == nil && trace.end == nil && trace.importedQuality == nil && trace.arrivalMethod == nil)
        for sample in trace.samples {
            #expect(sample.arrival == sample.decoded)
            #expect(sample.clockOffset == .zero && sample.clockErrorBound == nil)
            #expect(sample.stamp?.streamID == .foreign && sample.presentationTime == nil)
        }
    }

    @Test(arguments: [
        "frame,sent_us,received_us\n7,1000,3000",
        "\u{FEFF}frame,sent_us,received_us\r\n7,1000,3000\r\n\r\n\n",
        "\n\nReceived_US , SENT_us,Frame\n3000,1000,7\n",
        "\"frame\",\"sent_us\",\"received_us\"\n\"7\",\"1000\", \"3000\" \n",
        "frame_number,sent_us,received_us\n+7,1000.0,3e3\n",
        "number,note,sent_us,received_us\n7,\"a, \"\"b\"\"\",1000,3000\n",
        "frame_no,sent_us,received_us,loss\n7.0,1000,3000,\n",
        "frame_id,sent_us,received_us\n \t\n\t7 ,1000,3.0E+3\n",
        "number,frame,sent_us,received_us\n99,7,1000,3000\n",
    ])
    func formsOfOneTrace(text: String) throws {
        let expected = [[7.0, 1, 3, 0]]
        #expect(try TraceText.rows(TraceText.read(text)) == expected)
        #expect(try TraceText.rows(TraceText.read(text, pieces: 1)) == expected)
    }

    @Test(arguments: ["bytes", "Size", "size_bytes", "frame_size"])
    func namesOfTheSize(name: String) throws {
        let trace = try TraceText.read("frame,sent_us,received_us,\(name)\n0,1,2,4294967295\n")
        #expect(trace.samples.map(\.size.bytes) == [4_294_967_295])
    }

    @Test func anyEpochFits() throws {
        let text =
            "frame,sent_us,received_us\n0,-4611686018427387.903,-1\n1,0,1795000000000000.5\n2,0,4611686018427387.903\n"
        let trace = try TraceText.read(text)
        #expect(
            trace.samples.map(\.decoded?.nanoseconds) == [-1_000, 1_795_000_000_000_000_500, 4_611_686_018_427_387_903]
        )
        #expect(trace.samples[0].stamp?.time?.nanoseconds == -4_611_686_018_427_387_903)
    }

    @Test func theOffsetIsEverySamples() throws {
        var options = TraceOptions()
        options.offset = .milliseconds(-2.5)
        let trace = try TraceText.read("frame,sent_us,received_us\n0,0,20000\n1,40000,60000\n", options: options)
        #expect(trace.samples.map(\.frameDelay) == [.milliseconds(17.5), .milliseconds(17.5)])
    }

    @Test func repeatsAreMarkedAndLateFramesKept() throws {
        let trace = try TraceText.read(
            "frame,sent_us,received_us\n0,0,20\n0,0,20\n2,80,90\n1,40,95\n2,80,95\n2,80,96\n1,40,97\n"
        )
        #expect(trace.samples.map(\.isRepeated) == [false, true, false, false, false, true, false])
        #expect(trace.samples.map(\.stamp?.number?.rawValue) == [0, 0, 2, 1, 2, 2, 1])
    }

    @Test func aFrameIsScoredOnce() throws {
        var options = TraceOptions()
        options.qualityUnit = .psnr
        let trace = try TraceText.read(
            "frame,sent_us,received_us,quality_db\n0,0,1,30\n0,0,2,99\n2,0,3,40\n1,0,4,\n2,0,5,99\n",
            options: options
        )
        #expect(trace.importedQuality?.unit == "psnr")
        #expect(trace.importedQuality?.mean == 35)
        #expect(trace.importedQuality?.p50 == 35)
    }

    @Test func aColumnWithoutScoresIsNoQuality() throws {
        let trace = try TraceText.read("frame,sent_us,received_us,quality_db\n0,0,1,\n1,0,2,\n")
        #expect(trace.importedQuality == nil)
    }

    @Test func largeTracesNeedNoHint() throws {
        var reader = TraceReader(name: "t.csv")
        try reader.read(Array("frame,sent_us,received_us\n".utf8).span)
        for number in 0..<5_000 {
            try reader.read(Array("\(number),\(number * 10),\(number * 10 + 3)\n".utf8).span)
        }
        let trace = try reader.finish()
        #expect(trace.samples.count == 5_000)
        #expect(trace.samples.allSatisfy { $0.frameDelay == .microseconds(3) })
    }
}

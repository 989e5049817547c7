import LabModel
import Testing

@testable import Estimation

@Suite struct TraceErrorTests {
    private static let head = "frame,sent_us,received_us\n"

    @Test(arguments: [
        ("", "the trace holds no frames: t.csv. It needs a line of column names and a row for each frame received."),
        (
            "\n \n",
            "the trace holds no frames: t.csv. It needs a line of column names and a row for each frame received."
        ),
        (head, "the trace holds no frames: t.csv. It needs a line of column names and a row for each frame received."),
        (
            "sent_us,received_us\n0,1\n",
            "the trace has no column frame: t.csv:1. Name it frame (or frame_number, frame_no, frame_id, frame_index, "
                + "number) in the first line, with commas between the names."
        ),
        (
            "\nframe;sent_us;received_us\n0;1;2\n",
            "the trace has no column frame: t.csv:2. Name it frame (or frame_number, frame_no, frame_id, frame_index, "
                + "number) in the first line, with commas between the names."
        ),
        (
            "frame,sent,received_us\n0,1,2\n",
            "the trace has no column sent_us: t.csv:1. Name it sent_us in the first line, with commas between the names."
        ),
        (
            "frame,sent_us\n0,1\n",
            "the trace has no column received_us: t.csv:1. Name it received_us in the first line, with commas between "
                + "the names."
        ),
        (
            "frame,sent_us,received_us,SENT_US\n0,1,2,3\n",
            "the trace names the column sent_us twice: t.csv:1. Leave one of them out."
        ),
        (
            "frame,\"sent_us,received_us\n0,1,2\n",
            "a quoted field does not end with its quote: t.csv:1. End the field with \" on its own line, and double "
                + "quotes inside it."
        ),
    ])
    func heads(text: String, message: String) {
        #expect(TraceText.error(text) == message)
    }

    @Test(arguments: [
        (
            "0,0,1\n1,5\n",
            "the row has 2 fields, and the first line names 3: t.csv:3. Give every row a field for each column, and "
                + "write fractions with a point."
        ),
        (
            "0,0,1,5\n",
            "the row has 4 fields, and the first line names 3: t.csv:2. Give every row a field for each column, and "
                + "write fractions with a point."
        ),
        (
            "0,0,1\n\n1,\"5\"5,9\n",
            "a quoted field does not end with its quote: t.csv:4. End the field with \" on its own line, and double "
                + "quotes inside it."
        ),
        ("x1,0,1\n", "frame is not a number but \"x1\": t.csv:2. Write the frame's number, a whole one."),
        (",0,1\n", "frame is not a number but \"\": t.csv:2. Write the frame's number, a whole one."),
        ("-1,0,1\n", "frame cannot be -1: t.csv:2. Count frames from 0 to 4294967295."),
        ("1.5,0,1\n", "frame cannot be 1.5: t.csv:2. Count frames from 0 to 4294967295."),
        ("4294967296,0,1\n", "frame cannot be 4294967296: t.csv:2. Count frames from 0 to 4294967295."),
        (
            "0,0,1\n1,nan,2\n",
            "sent_us is not a number but \"nan\": t.csv:3. Write microseconds, such as 1500 or 1500.25."
        ),
        (
            "0,0,12:00:01\n",
            "received_us is not a number but \"12:00:01\": t.csv:2. Write microseconds, such as 1500 or 1500.25."
        ),
        (
            "0,0,4611686018427387.904\n",
            "received_us cannot be 4611686018427387.904: t.csv:2. Count microseconds from an epoch at most 146 years "
                + "away."
        ),
        (
            "0,-1e300,0\n",
            "sent_us cannot be -1e300: t.csv:2. Count microseconds from an epoch at most 146 years away."
        ),
        (
            "0,0,10\n1,0,10\n2,0,9.999\n",
            "received_us is below that of the row above: t.csv:4. Sort the rows by received_us."
        ),
        (
            "0,0,10\n3,30,35\n0,1,40\n",
            "frame 0 has another sent_us than in a row above: t.csv:4. Give each frame one sent_us; a frame received "
                + "again repeats it."
        ),
        (
            "5,50,51\n3,30,55\n3,30.001,56\n",
            "frame 3 has another sent_us than in a row above: t.csv:4. Give each frame one sent_us; a frame received "
                + "again repeats it."
        ),
    ])
    func rows(text: String, message: String) {
        #expect(TraceText.error(Self.head + text) == message)
        #expect(
            TraceText.error(
                Self.head
                    + text.split(separator: "\n", omittingEmptySubsequences: false)
                    .joined(separator: "\r\n")
            ) == message
        )
    }

    @Test(arguments: [
        (
            "quality_db", "nan",
            "quality_db is not a number but \"nan\": t.csv:2. Write decibels, such as 14.2 or inf; leave the field empty "
                + "where a frame was not scored."
        ),
        (
            "quality_db", "-inf",
            "quality_db is not a number but \"-inf\": t.csv:2. Write decibels, such as 14.2 or inf; leave the field "
                + "empty where a frame was not scored."
        ),
        (
            "quality_db", "-3.1",
            "quality_db cannot be -3.1: t.csv:2. SSIM in dB is above -3.02 and PSNR not negative: choose with "
                + "--quality-unit."
        ),
        ("size", "-5", "bytes cannot be -5: t.csv:2. A frame has 0 to 4294967295 bytes."),
        (
            "bytes", "12k",
            "bytes is not a number but \"12k\": t.csv:2. Write a whole number of bytes, or leave the column out."
        ),
    ])
    func optionalColumns(column: String, field: String, message: String) {
        #expect(TraceText.error("frame,sent_us,received_us,\(column)\n0,0,1,\(field)\n") == message)
    }

    @Test func negativePSNRIsRefused() {
        var options = TraceOptions()
        options.qualityUnit = .psnr
        #expect(
            TraceText.error("frame,sent_us,received_us,quality_db\n0,0,1,-0.1\n", options: options)
                == "quality_db cannot be -0.1: t.csv:2. SSIM in dB is above -3.02 and PSNR not negative: choose with "
                + "--quality-unit."
        )
    }

    @Test func limitsAreTold() {
        var limits = TraceLimits()
        (limits.rows, limits.lineBytes, limits.bytes) = (2, 25, 60)
        let head = Self.head
        #expect(TraceText.error(head + "0,0,1\n1,0,2\r\n\r\n", limits: limits) == nil)
        #expect(
            TraceText.error(head + "0,0,1\n1,0,2\n2,0,3\n", limits: limits)
                == "the trace has more than 2 rows: t.csv:4. Cut it into several traces, and import each."
        )
        let long = "the line is longer than 25 bytes: t.csv:3. Check that it is a CSV file, a line a frame."
        #expect(TraceText.error(head + "0,0,1\n1,00000000000000000000,11\n", limits: limits) == nil)
        #expect(TraceText.error(head + "0,0,1\n1,000000000000000000000,11\n", limits: limits) == long)
        #expect(TraceText.error(head + "0,0,1\n1,000000000000000000000,11", limits: limits) == long)
        #expect(TraceText.error(head + "0,0,1\n1,000000000000000000000000", limits: limits) == long)
        #expect(
            TraceText.error(head + "0,0,1\n" + String(repeating: "\n", count: 29), limits: limits)
                == "the trace is larger than 60 bytes: t.csv. Cut it into several traces, and import each."
        )
    }

    @Test func wrongFieldsAreShownSafely() {
        let long = String(repeating: "z", count: 50)
        #expect(
            TraceText.error(Self.head + "a\u{1B}[31m,0,1\n")
                == "frame is not a number but \"a?[31m\": t.csv:2. Write the frame's number, a whole one."
        )
        #expect(
            TraceText.error(Self.head + "\(long),0,1\n") == "frame is not a number but \""
                + String(repeating: "z", count: 40) + "…\": t.csv:2. Write the frame's number, a whole one."
        )
    }
}

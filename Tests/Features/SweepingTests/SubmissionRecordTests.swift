import Foundation
import LabModel
import Testing

@testable import Sweeping

@Suite struct SubmissionRecordTests {
    @Test(arguments: [nil, Latency.seconds(0.5), .seconds(5_400)])
    func whatIsWrittenDownIsSubmittedAgain(limit: Latency?) throws {
        var settings = SweepSubmission.Settings(concurrency: 3, timeLimit: limit, executable: "/opt/it's/glasslab")
        settings.stagger = .milliseconds(250)
        settings.arguments = ["--config", "/data/lab.yaml"]
        settings.lineArguments = ["--executables", "/opt"]
        settings.options = ["--partition=lab", "--mem=1G"]
        let text = try SweepFile.encode(SubmissionRecord(settings), path: "x")
        let record = try JSONDecoder().decode(SubmissionRecord.self, from: text)
        #expect(record.settings(concurrency: 3) == settings)
        #expect(record.settings(concurrency: 0).concurrency == 1)
    }
}

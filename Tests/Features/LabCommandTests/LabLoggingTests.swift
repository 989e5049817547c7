import Foundation
import Logging
import Testing

@testable import LabCommand

@Suite struct LabLoggingTests {
    @Test func recordsAreOneLineWithSortedMetadata() throws {
        let errors = Pipe()
        let console = Console(output: 1, errors: errors.fileHandleForWriting.fileDescriptor, environment: [:])
        var logger = Logger(label: "http") { label in
            ConsoleLogHandler(label: label, console: console, logLevel: .warning)
        }
        logger[metadataKey: "viewer"] = "7"
        logger.info("not shown")
        logger.warning("cut off\nslow", metadata: ["reason": "queue"])
        try errors.fileHandleForWriting.close()
        let text = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
        #expect(text == "warning http: cut off slow reason=queue viewer=7\n")
    }
}

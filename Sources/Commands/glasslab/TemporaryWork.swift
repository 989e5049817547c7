import Foundation
import LabCommand

/// Gives the work a new folder, and removes it whatever happens, a second Ctrl-C included.
///
/// - Parameters:
///   - name: what the folder's name says.
///   - work: what to do, with the folder's path and what tells of Ctrl-C.
/// - Returns: what the work returns.
/// - Throws: what the work throws, or why there is no folder.
func withTemporaryFolder<Outcome>(
    named name: String,
    _ work: (_ folder: String, _ interrupt: Interrupt) async throws -> Outcome
) async throws -> Outcome {
    let unique = "glasslab-\(name)-\(UUID().uuidString.lowercased())"
    let folder = FileManager.default.temporaryDirectory.appending(path: unique).path
    return try await withInterruptHandling(
        cleanup: { try? FileManager.default.removeItem(atPath: folder) },
        operation: { interrupt in
            // Only now: a Ctrl-C before would leave the folder behind.
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            return try await work(folder, interrupt)
        }
    )
}

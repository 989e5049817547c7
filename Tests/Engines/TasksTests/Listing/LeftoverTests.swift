import LabModel
import LabTesting
import Testing

@testable import Tasks

@Suite struct LeftoverTests {
    @Test func whatIsLeftOverIsToldWithoutAskingAnybody() throws {
        let folder = try TemporaryFolder()
        let journal = TaskJournal(folder: folder.file("tasks"))
        #expect(LeftoverTasks.waiting(in: journal).isEmpty)
        func record(_ id: String, _ region: String, _ start: Int64) -> TaskRecord {
            TaskRecord(token: "glasslab-\(id)", id: id, region: region, cluster: "Lab", startedAt: start)
        }
        // An entry that nobody holds any more is that of a launcher that died.
        _ = try journal.begin(record("young", "us-east-1", 20))
        _ = try journal.begin(record("old", "eu-west-1", 10))
        let held = try journal.begin(record("held", "us-east-1", 5))
        let expected = [
            LeftoverTasks.Leftover(record("old", "eu-west-1", 10)),
            LeftoverTasks.Leftover(record("young", "us-east-1", 20)),
        ]
        #expect(LeftoverTasks.waiting(in: journal) == expected)
        #expect(LeftoverTasks.waiting(in: journal) == expected, "looking takes nothing away")
        #expect(!held.isEnded)
    }
}

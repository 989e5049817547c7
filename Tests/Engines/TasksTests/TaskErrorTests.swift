import LabModel
import LabTesting
import Testing

@testable import Tasks

@Suite struct TaskErrorTests {
    @Test func textsSayWhatWhereAndWhatToDo() {
        #expect(
            TaskError.noExecutable(name: "streamer", lookedAt: ["/a", "/b"]).description
                == "there is no executable `streamer`: looked in /a, /b. "
                + "Run scripts/install, or put the folder of the built executables on the PATH"
        )
        #expect(
            TaskError.notStarted(path: "/a", reason: "x").description
                == "the streamer could not be started: x: /a. Check that the file may be executed"
        )
        #expect(
            TaskError.endedEarly(code: 1, lastWords: "port in use").description
                == "the streamer ended with exit code 1 before it served: port in use"
        )
        #expect(
            TaskError.endedEarly(code: 9, lastWords: "").description
                == "the streamer ended with exit code 9 before it served"
        )
        #expect(
            TaskError.notReady(limit: .seconds(3), lastWords: "").description == "the streamer did not serve within 3 s"
        )
        #expect(
            TaskError.notReady(limit: .seconds(3), lastWords: "a").description
                == "the streamer did not serve within 3 s: a"
        )
        #expect(
            TaskError.notStopped(process: 7, reason: "it did not end within 10s").description
                == "the streamer could not be stopped: it did not end within 10s: process 7. End it by: kill -9 7"
        )
    }

    @Test func refusedSettingsAreWrongUsage() {
        #expect(TaskError.endedEarly(code: 2, lastWords: "").exitStatus == .usage)
        #expect(TaskError.endedEarly(code: 1, lastWords: "").exitStatus == .failed)
    }

    @Test func looksBesideTheExecutableThenOnThePath() throws {
        let folder = try TemporaryFolder()
        #expect(try ExecutableLookup.find("sh", beside: folder.file("x"), path: "/nowhere:/bin") == "/bin/sh")
        #expect(throws: TaskError.noExecutable(name: "nothing", lookedAt: [folder.path, "/bin"])) {
            try ExecutableLookup.find("nothing", beside: folder.file("x"), path: "/bin")
        }
    }
}

import LabModel
import Machine
import Reporting
import Testing

@testable import Tasks
@testable import glasslab

@Suite struct TaskTableTests {
    private let now = WallTime(nanoseconds: 1_800_000_000_000_000_000)

    private func task(_ id: String, age: Latency) throws -> ListedTask {
        let name = "arn:aws:ecs:us-east-1:123456789012:task/Lab/00ff"
        var task = ListedTask(
            id: id,
            place: .ecs(region: "us-east-1", cluster: "Lab", task: name),
            status: "RUNNING"
        )
        task.startedAt = now - age
        (task.owner, task.cpu, task.memory, task.address) = ("ada@host", 512, 1_536, "203.0.113.7")
        let prices = try #require(FargatePrices.prices(in: "us-east-1"))
        task.cost = ListedTask.Cost(prices, cpu: 512, memory: 1_024, charged: age)
        return task
    }

    @Test func aTableTellsAgeAndCost() throws {
        var unpriced = try task("b\u{1B}[2J", age: .seconds(12))
        unpriced.cost = nil
        let text = TaskTable.render([try task("a", age: .seconds(86_400)), unpriced], at: now, style: TextStyle())
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        #expect(lines[0].split(separator: " ").count == 10)
        let words = ["a", "ecs", "us-east-1", "RUNNING", "1d", "0h", "512", "1.5", "GB", "0.59", "USD", "203.0.113.7"]
        #expect(lines[1].split(separator: " ").map(String.init) == words + ["ada@host", "00ff"])
        #expect(!text.contains("\u{1B}"))
        #expect(
            Array(lines[3...]) == [
                "",
                "0.59 USD so far, 0.0247 USD an hour as long as they run, by prices of \(FargatePrices.date), "
                    + "without traffic and addresses",
                "the cost of 1 task is not known: no prices of that region or kind", "",
            ]
        )
    }

    @Test func nothingIsSaidInWords() {
        #expect(TaskTable.render([], at: now, style: TextStyle()) == "no tasks\n")
    }

    @Test func aLineTellsWhatWasStopped() throws {
        let line = TaskTable.line(try task("a", age: .seconds(3_700)), "stopped", at: now, style: TextStyle())
        #expect(line == "stopped a (ecs us-east-1 00ff, age 1h 1m, 0.0254 USD, of ada@host)")
    }

    @Test(arguments: [
        (0, "0s"), (59, "59s"), (60, "1m 0s"), (3_599, "59m 59s"), (3_600, "1h 0m"), (86_399, "23h 59m"),
        (86_400, "1d 0h"), (266_400, "3d 2h"),
    ])
    func agesHaveTwoUnits(seconds: Double, text: String) {
        #expect(TaskTable.age(.seconds(seconds)) == text)
    }

    @Test func choicesTakeNamesAgesOrAll() throws {
        let (young, old) = (try task("young", age: .seconds(60)), try task("old", age: .seconds(7_200)))
        let hour = TaskChoice.olderThan(.seconds(3_600))
        #expect(hour.takes(old, at: now) && !hour.takes(young, at: now))
        #expect(TaskChoice.all.takes(young, at: now))
        let named = TaskChoice.named(["old", "nobody", "left"])
        #expect(named.takes(old, at: now) && !named.takes(young, at: now))
        #expect(named.missing(among: [young, old], ["left"]) == ["nobody"])
        #expect(TaskChoice.all.missing(among: [], []).isEmpty)
        var timeless = old
        timeless.startedAt = nil
        #expect(!hour.takes(timeless, at: now))
    }

    @Test func leftoversAreChosenAlike() {
        let left = LeftoverTasks.Leftover(
            TaskRecord(
                token: "t",
                id: "left",
                region: "r",
                cluster: "c",
                startedAt: now.nanoseconds - 7_200_000_000_000
            )
        )
        #expect(TaskChoice.all.takes(left, at: now) && TaskChoice.named(["left"]).takes(left, at: now))
        #expect(!TaskChoice.named(["right"]).takes(left, at: now))
        #expect(TaskChoice.olderThan(.seconds(3_600)).takes(left, at: now))
        #expect(!TaskChoice.olderThan(.seconds(7_200)).takes(left, at: now))
    }
}

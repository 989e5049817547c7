import LabModel
import Testing

@testable import Tasks

@Suite struct ListedTaskTests {
    private static let name = "arn:aws:ecs:us-east-1:123456789012:task/Lab/0123456789abcdef0123456789abcdef"

    private func task(_ id: String) -> ListedTask {
        ListedTask(id: id, place: .ecs(region: "us-east-1", cluster: "Lab", task: Self.name), status: "RUNNING")
    }

    @Test(arguments: [
        ("test1", true), (name, true), ("0123456789abcdef0123456789abcdef", true), ("test", false), ("", false),
        ("0123456789abcdef", false), ("TEST1", false),
    ])
    func isMeantByItsRunOrItsOwnName(word: String, isMeant: Bool) {
        #expect(task("test1").isMeant(by: word) == isMeant)
    }

    @Test func isMeantByTheNameThatATagCouldNotHold() {
        #expect(task("a_b").isMeant(by: "a*b"))
        #expect(task("a*b").isMeant(by: "a*b"))
    }

    @Test func anAgeIsNeverNegative() {
        var task = task("a")
        #expect(task.age(at: WallTime(nanoseconds: 5)) == nil)
        task.startedAt = WallTime(nanoseconds: 7)
        #expect(task.age(at: WallTime(nanoseconds: 5)) == .zero)
        #expect(task.age(at: WallTime(nanoseconds: 10)) == Latency(nanoseconds: 3))
    }

    @Test func shortNamesAreTheirLastPart() {
        #expect(task("a").name == Self.name)
        #expect(task("a").shortName == "0123456789abcdef0123456789abcdef")
    }

    // us-east-1: half a core at 0.04048 and 1 GB at 0.004445 an hour.
    @Test(arguments: [
        (Latency.zero, 0), (.seconds(1), 0.024685 / 60), (.seconds(60), 0.024685 / 60), (.seconds(90), 0.024685 / 40),
        (.seconds(3_600), 0.024685), (.seconds(86_400), 0.59244),
    ])
    func aMinuteIsTheLeastThatIsPaidFor(charged: Latency, amount: Double) throws {
        let prices = try #require(FargatePrices.prices(in: "us-east-1"))
        let cost = ListedTask.Cost(prices, cpu: 512, memory: 1_024, charged: charged)
        #expect(abs(cost.perHour - 0.024685) < 1e-12)
        #expect(abs(cost.soFar - amount) < 1e-12)
        #expect(cost.currency == "USD")
    }
}

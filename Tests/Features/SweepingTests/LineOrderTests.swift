import LabModel
import Planning
import Tasks
import Testing

@testable import Sweeping

@Suite struct LineOrderTests {
    private func order(_ own: [SweepOption], all: [SweepOption]) throws -> LineOrder {
        let line = SweepLine(imageSize: 0, framesPerSecond: "25", cpu: 512, memory: "1", name: "task_0", options: own)
        let folder = SweepFolder(results: "results", experiment: try ExperimentName("exp"))
        return LineOrder(folder: folder, number: 7, line: line, options: all)
    }

    @Test func theLinesOwnOptionsWin() throws {
        let order = try order(
            [SweepOption(name: "bitrate", value: "1M")],
            all: [SweepOption(name: "bitrate", value: "2M"), SweepOption(name: "duration", value: "3")]
        )
        #expect(order.allOptions.map(\.text) == ["duration=3", "bitrate=1M"])
        #expect(
            order.arguments(store: "/tmp/lab.sqlite", process: 99) == [
                "--id", "task_0", "--image-size", "0", "--fps", "25", "--cpu", "512", "--memory", "1", "--duration",
                "3",
                "--bitrate", "1M", "--sweep", "exp", "--sweep-line", "7", "--db", "/tmp/lab.sqlite", "--exit-with",
                "99",
            ]
        )
    }

    @Test(
        arguments: [
            ([], 230.0), (["duration=1m"], 380), (["duration=1m", "joins=10"], 560),
            (["duration=10", "quality=vmaf"], 830),
            (["duration=nonsense", "joins=many"], 230), (["start-limit=1m"], 320), (["start-limit=1"], 230),
            (["start-limit=1m", "joins=10"], 1_310), (["duration=1000000h"], 7_776_200),
            (["on=local"], 230), (["on=ecs"], 860), (["on=ECS", "duration=1m"], 1_010), (["on=ecs", "on=local"], 230),
        ] as [([String], Double)]
    )
    func aLinesLimitFollowsWhatItMeasures(options: [String], seconds: Double) {
        #expect(LineTime.limit(for: Self.options(options)) == .seconds(seconds))
    }

    /// Until the task is in place, 5 minutes and twice 90 s; until it is stopped, 60 s, 30 s and 60 s.
    @Test func onAWSALineHasAllTheTimeThatItsLauncherTakes() {
        let limits = FargateTask.Limits()
        let around = LineTime.limit(for: Self.options(["on=ecs"])) - LineTime.limit(for: [])
        #expect(around == limits.start + limits.end)
        #expect(LineTime.extraEnd(for: Self.options(["on=ecs"])) == .seconds(150))
        #expect(LineTime.extraEnd(for: Self.options(["on=local"])) == .zero)
        #expect(LineTime.extraEnd(for: []) == .zero)
    }

    private static func options(_ texts: [String]) -> [SweepOption] {
        texts.map { text in
            let parts = text.split(separator: "=").map(String.init)
            return SweepOption(name: parts[0], value: parts[1])
        }
    }
}

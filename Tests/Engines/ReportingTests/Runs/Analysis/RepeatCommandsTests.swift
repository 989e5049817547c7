import LabModel
import Testing

@testable import Reporting

@Suite struct RepeatCommandsTests {
    private func run(of provider: String = "direct", _ settings: [String: SettingValue]) -> ReportRun {
        var summary = Planted.quiet
        summary.run.id = "night"
        summary.run.provider = provider
        summary.run.settings = settings
        return ReportRun(summary: summary)
    }

    @Test func aLaunchedRunHasAllItsSettings() throws {
        let line = try #require(
            RepeatCommands.line(
                run([
                    "on": .text("local"), "cpu": .integer(512), "memory": .number(1.5), "fps": .number(29.97),
                    "size": .text("1280x720"), "image_size": .integer(2), "audio": .flag(true),
                    "duration_s": .number(60), "link": .text("delay=100ms,seed=7"),
                    "link_push": .text("loss=1%,seed=8"),
                    "joins": .integer(5), "stall_limit_s": .number(10), "unknown": .text("x"),
                ]),
                among: []
            )
        )
        #expect(
            line == "start-task-and-client --id night --provider direct --on local --cpu 512 --memory 1.5 --fps 29.97 "
                + "--size 1280x720 --audio --duration 60.0 --joins 5 --link delay=100ms,seed=7 --link push:loss=1%,seed=8"
        )
    }

    @Test func aReceivedRunHasItsAddress() throws {
        let line = try #require(
            RepeatCommands.line(
                run(
                    of: "cdn",
                    ["duration_s": .number(10), "clock": .text("auto"), "cpu": .integer(1), "audio": .flag(false)]
                ),
                among: []
            )
        )
        #expect(
            line == "receiver http://127.0.0.1:8080/live.ts --id night --provider cdn --duration 10.0 --clock auto"
        )
    }

    /// Another latency, or another stream, would be measured.
    @Test(
        arguments: [
            ("srt://host:9000?latency=…", [:]), ("rtmp:…", [:]), ("http://h/a?token=…", [:]),
            ("http://h/a.ts", ["control": .text("http://h/b?token=…")]),
            ("http://h/a.ts", ["clock": .text("http://h/clock?token=…")]),
            ("http://h/a.ts", ["stream": .text("http://h/stream?token=…")]),
        ] as [(String, [String: SettingValue])]
    )
    func anAddressThatIsNotWholeIsNotMeasuredAgain(url: String, settings: [String: SettingValue]) {
        var run = run(settings)
        run.summary.run.url = url
        #expect(RepeatCommands.line(run, among: []) == nil)
        let commands = RepeatCommands([run, self.run([:])])
        #expect(commands.lines.count == 1 && commands.withoutAddress == 1)
        // It has a command of its own.
        run.command = "glasslab score a.ts b.ts"
        #expect(RepeatCommands([run]).withoutAddress == 0)
    }

    @Test func anAddressThatIsStoredWholeIsMeasuredAgain() {
        var received = run(["clock": .text("none")])
        received.summary.run.url = "srt://host:9000?mode=caller&latency=400000"
        #expect(
            RepeatCommands.line(received, among: [])
                == "receiver 'srt://host:9000?mode=caller&latency=400000' --id night --provider direct --clock none"
        )
        // Its provider's name says it all: the launcher asks for no address.
        var launched = run(["on": .text("local"), "control": .text("http://h/?token=…")])
        launched.summary.run.url = "https://cdn/live.m3u8?token=…"
        #expect(
            RepeatCommands.line(launched, among: []) == "start-task-and-client --id night --provider direct --on local"
        )
        #expect(RepeatCommands([launched]).withoutAddress == 0)
    }

    @Test func eachKnowsItsOwnOptionsAlone() throws {
        let settings: [String: SettingValue] = [
            "stall_limit_s": .number(7), "drain_s": .number(1), "period_s": .number(5), "control": .text("left"),
            "stream": .text("http://h/stream"), "allow": .text("10.0.0.0/8 cdn.example"),
            "providers": .text("my own.yaml"), "vmaf_tool": .text("/opt/ffmpeg"), "sweep": .text("s"),
        ]
        #expect(
            RepeatCommands.line(run(of: "x", settings), among: [])
                == "receiver http://127.0.0.1:8080/live.ts --id night --provider x --stall-limit 7.0 --drain 1.0 "
                + "--period 5.0 --control left --stream http://h/stream --allow 10.0.0.0/8 --allow cdn.example "
                + "--providers 'my own.yaml' --vmaf-tool /opt/ffmpeg"
        )
        #expect(
            RepeatCommands.line(run(of: "x", settings.merging(["on": .text("local")]) { $1 }), among: [])
                == "start-task-and-client --id night --provider x --on local --allow 10.0.0.0/8 --allow cdn.example "
                + "--providers 'my own.yaml' --vmaf-tool /opt/ffmpeg --sweep s"
        )
    }

    @Test func aTaskOfECSIsRepeatedWhereItRan() throws {
        let settings: [String: SettingValue] = [
            "on": .text("ecs"), "region": .text("eu-west-1"), "architecture": .text("ARM64"), "stack": .text("mine"),
            "private_address": .flag(true), "cluster_name": .text("c"), "subnets": .text("subnet-1,subnet-2"),
            "cpu": .integer(1_024), "price_per_hour": .number(0.05),
        ]
        #expect(
            RepeatCommands.line(run(settings), among: [])
                == "start-task-and-client --id night --provider direct --on ecs --region eu-west-1 --stack mine "
                + "--cluster-name c --subnets subnet-1,subnet-2 --private-address --cpu 1024"
        )
    }

    @Test func runsOfOneMeasurementHaveOneLine() {
        let shared: [String: SettingValue] = ["on": .text("local"), RunManifest.group: .text("g")]
        let runs = [run(of: "direct", shared), run(of: "ll-hls", shared), run(of: "alone", ["on": .text("local")])]
        #expect(
            RepeatCommands(runs).lines == [
                "start-task-and-client --id night --provider direct --provider ll-hls --on local",
                "start-task-and-client --id night --provider alone --on local",
            ]
        )
    }

    @Test func aTraceIsNotMeasuredAgain() {
        var imported = run([:])
        imported.summary.clock.method = .trace
        #expect(RepeatCommands.line(imported, among: []) == nil)
        #expect(RepeatCommands([imported]).lines.isEmpty)
        imported.command = "glasslab import-trace t.csv"
        #expect(RepeatCommands([imported]).lines == ["glasslab import-trace t.csv"])
    }
}

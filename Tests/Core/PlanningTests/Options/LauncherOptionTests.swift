import Foundation
import Planning
import Testing

@Suite struct LauncherOptionTests {
    @Test(arguments: [
        (LauncherOption.on, ["local", "LOCAL", "ecs"], ["moon", ""]),
        (.audio, ["on", "off"], ["true", "ON", ""]), (.privateAddress, ["on", "off"], ["true", ""]),
        (.region, ["eu-central-1"], ["", "-x", "a b"]), (.subnets, ["subnet-1,subnet-2"], ["subnet-1, subnet-2"]),
        (.size, ["640x360"], ["640", "641x360"]),
        (.videoType, ["LIVE", "prerecorded"], ["DEAD"]),
        (.codec, ["h264", "AV1"], ["h265"]),
        (.bitrate, ["2500k", "2.5M"], ["1", "fast"]),
        (.gop, ["1", "500ms"], ["0", "-1", "x"]),
        (.duration, ["10", "1m", "720h"], ["0s", "1 m", "721h"]),
        (.startLimit, ["15s"], ["0"]),
        (.liveEdge, ["0", "2s"], ["x", "721h"]),
        (.frameLimit, ["1"], ["0", "1.5"]),
        (.joins, ["1", "1000"], ["0", "1001"]),
        (.qualityEvery, ["auto", "3"], ["0", "100001", "never"]),
        (.keepWorst, ["0", "5"], ["-1", "x"]),
        (.provider, ["direct"], ["", "-x", "a b", "a\tb", "a\nb", String(repeating: "p", count: 1_001)]),
        (.link, ["delay=100ms,loss=1%"], [""]),
    ])
    func valuesAreTakenOrRefused(option: LauncherOption, good: [String], bad: [String]) {
        #expect(good.allSatisfy { option.accepts($0) })
        #expect(!bad.contains { option.accepts($0) })
        #expect(!option.expected.isEmpty)
    }

    /// Every option of the launcher is one that a line may set, one of its columns, or not for it to set.
    @Test func noOptionOfTheLauncherIsForgotten() throws {
        let golden = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../../Commands/start-task-and-clientTests/Golden/help.txt")
        let help = try String(contentsOf: golden, encoding: .utf8)
        let rows = help.split(separator: "\n").filter { $0.hasPrefix("  -") && $0.contains("--") }
        var offered: Set<String> = []
        for row in rows {
            for word in row.split(separator: " ") where word.hasPrefix("--") {
                offered.insert(String(word.dropFirst(2).prefix { $0.isLetter || $0 == "-" }))
                break
            }
        }
        let own: Set = ["image-size", "fps", "cpu", "memory", "id"]
        let refused: Set = [
            "db", "json", "verbose", "config", "version", "help", "report", "sweep", "sweep-line", "exit-with",
            "dry-run", "keep", "no-measure",
        ]
        let settable = Set(LauncherOption.allCases.map(\.rawValue))
        #expect(offered.count > 20)
        #expect(settable.isSubset(of: offered), "unknown to the launcher: \(settable.subtracting(offered))")
        #expect(offered.subtracting(own).subtracting(refused) == settable)
        for key in own.union(refused) {
            #expect(throws: PlanningError.self) {
                try InputsFile.parse("0 15 512 1 a \(key)=1", name: "f")
            }
        }
    }
}

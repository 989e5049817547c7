import ArgumentParser
import CloudConsole
import LabCommand
import LabModel

/// Where tasks are looked for.
struct TasksPlaceOptions: ParsableArguments {
    /// One of the places where streamers run.
    enum Place: String, CaseIterable, Sendable {
        case ecs
        case local
    }

    @Option(
        name: .customLong("on"),
        help: ArgumentHelp("Only there: ecs or local. (default: both, where AWS is set up)", valueName: "place")
    )
    var place: String?

    @OptionGroup var cluster: ClusterOptions

    /// Where to look; nil for everywhere.
    func place(from settings: Settings) throws(CommandError) -> Place? {
        try settings.value(.task, flag: place, as: SettingKind<Place>.choice)
    }

    /// Whether AWS is meant, so that it must not be left out where it is not set up.
    func wantsAWS(_ settings: Settings) throws(CommandError) -> Bool {
        let given = [cluster.region, cluster.profile, cluster.stack, cluster.clusterName]
        return try place(from: settings) == .ecs || given.contains { $0 != nil }
    }

    /// The length of time of `--older-than`; never from the environment, where nobody sees it when tasks are stopped.
    static func age(_ text: String?) throws(CommandError) -> Latency? {
        guard let text else { return nil }
        let kind = SettingKind<Latency>.duration(upTo: .seconds(366 * 86_400))
        guard let age = kind.parse(text) else {
            throw .badValue(text, source: "--older-than", expected: "a length of time such as 24h, 90m or 10s")
        }
        return age
    }
}

public import LabModel
public import Planning
import Tasks

/// How long a line may take before it counts as hung.
public enum LineTime {
    /// What starting and ending a task and its client may take.
    private static let around = Latency.seconds(180)
    /// What each fresh join may take beside.
    private static let join = Latency.seconds(20)
    /// What scoring may take behind a run.
    private static let scoring = Latency.seconds(600)
    /// The launcher's own defaults.
    private static let usualDuration = Latency.seconds(10)

    /// The launcher's own limit for the first picture, and then the first mark, which ``around`` and ``join`` hold.
    private static let usualStart = Latency.seconds(15)
    /// The longest time that the launcher takes as a length.
    private static let longest = Latency.seconds(30 * 86_400)

    /// A generous limit: three times what is measured, and what is around it; on AWS also all that the launcher itself waits
    /// for a task that is on its way, and for one that it stops.
    ///
    /// - Parameter options: the options that hold for the line.
    /// - Returns: a length of time from three minutes.
    public static func limit(for options: [SweepOption]) -> Latency {
        func value(_ name: String) -> String? { Self.value(name, of: options) }
        func length(_ name: String) -> Latency? {
            value(name).flatMap { Latency($0) }.map { min($0, longest) }
        }
        let duration = length("duration") ?? usualDuration
        let start = max(.zero, (length("start-limit") ?? usualStart) - usualStart)
        let joins = min(max(0, value("joins").flatMap { Int($0) } ?? 1), 1_000)
        let ends = value("quality") == nil ? around : around + scoring
        let measured = Latency(nanoseconds: duration.nanoseconds * 3)
        let task = isOnAWS(options) ? FargateTask.Limits().start + FargateTask.Limits().end : .zero
        return ends + task + measured + Latency(nanoseconds: (join + start + start).nanoseconds * Int64(joins))
    }

    /// How long ending in order may take beyond the usual: on AWS for as long as the launcher tries to stop its task.
    ///
    /// - Parameter options: the options that hold for the line.
    /// - Returns: a length of time; zero where there is no task on AWS.
    static func extraEnd(for options: [SweepOption]) -> Latency {
        isOnAWS(options) ? FargateTask.Limits().end : .zero
    }

    private static func isOnAWS(_ options: [SweepOption]) -> Bool {
        value("on", of: options)?.lowercased() == "ecs"
    }

    private static func value(_ name: String, of options: [SweepOption]) -> String? {
        options.last { $0.name == name }?.value
    }
}

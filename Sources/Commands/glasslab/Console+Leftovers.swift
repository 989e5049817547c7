import Foundation
import LabCommand
import Planning
import Tasks

extension Console {
    /// Says which tasks on AWS were left by launchers that have ended, and what stops them.
    func tellLeftovers(in journal: TaskJournal, profile: String?) {
        for leftover in LeftoverTasks.waiting(in: journal) {
            let stop = StopCommand(
                id: leftover.id,
                region: leftover.region,
                cluster: leftover.cluster,
                profile: profile
            )
            warning(
                "the launcher of '\(leftover.id)' died without stopping its task in \(leftover.region): "
                    + "`\(stop.text)` stops it"
            )
        }
    }

    /// The same behind lines of a sweep; says nothing where none of them has a task on AWS.
    func tellLeftovers(of lines: [SweepLine], _ options: [SweepOption]) {
        let all = options + lines.flatMap(\.options)
        guard all.contains(where: { $0.name == "on" && $0.value.lowercased() == "ecs" }) else { return }
        let journal = TaskJournal(environment: ProcessInfo.processInfo.environment)
        // Nobody knows which line's task it was: lines of several profiles tell none.
        let profiles = Set(all.filter { $0.name == "profile" }.map(\.value))
        tellLeftovers(in: journal, profile: profiles.count == 1 ? profiles.first : nil)
    }
}

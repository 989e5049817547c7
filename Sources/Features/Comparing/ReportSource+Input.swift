public import LabModel
public import Reporting
import RunStore

/// Whose sets of runs a report tells, and when and by what it is made.
public struct ReportRequest: Sendable {
    /// The sets: one of several names each, or one for all.
    public var choices: [RunChoice]
    /// When the report is made.
    public var generatedAt: WallTime
    /// The lab's version.
    public var toolVersion: String
    /// What a person chose.
    public var options = ReportOptions()
    /// Whether curves and pictures are drawn.
    public var hasPictures = true
    /// The folder below which runs left pictures of their worst moments; nil to carry none.
    public var picturesFolder: String?

    /// Asks for a report with the default options.
    public init(_ choices: [RunChoice], generatedAt: WallTime, toolVersion: String) {
        self.choices = choices
        self.generatedAt = generatedAt
        self.toolVersion = toolVersion
    }
}

extension ReportSource {
    /// Reads everything that a report tells.
    ///
    /// Runs of several sets are compared as their providers; where all are of one provider, as what the sets are called. A
    /// stream that died is told, and stands behind all that lived; what did not finish is left out, and that is said.
    /// - Parameters:
    ///   - request: what is wanted.
    ///   - progress: is told now and then how many of how many runs were read.
    /// - Returns: the report's input, without a sweep, gates or the command that makes it.
    /// - Throws: ``ComparingError`` where nothing matches or too much does, or what keeps the file.
    public func input(
        _ request: ReportRequest,
        progress: (Int, Int) -> Void = { _, _ in }
    ) throws -> ReportInput {
        let sets = try request.choices.map { (name: $0.name, chosen: try $0.runs(in: store)) }
        var names: [String: String] = [:]
        var listed: [RunListing] = []
        for set in sets {
            for run in set.chosen.told where names.updateValue(names[run.uuid] ?? set.name, forKey: run.uuid) == nil {
                listed.append(run)
            }
        }
        let hasOneProvider = Set(listed.map(\.provider)).count == 1
        var runs = try read(listed, withDigests: request.hasPictures) { progress($0, listed.count) }
        for index in runs.indices {
            if sets.count > 1, hasOneProvider {
                runs[index].comparedAs = names[runs[index].summary.run.uuid] ?? runs[index].comparedAs
            }
            if let folder = request.picturesFolder {
                runs[index].worst = MomentPictures(folder: folder).added(to: runs[index])
            }
        }
        var input = ReportInput(runs: runs, generatedAt: request.generatedAt, toolVersion: request.toolVersion)
        input.options = request.options
        input.leftOut = sets.compactMap { set in
            let count = set.chosen.unfinished.count
            guard count > 0 else { return nil }
            let runs = count == 1 ? "1 run" : "\(count) runs"
            return "Left out of \(set.name.isEmpty ? "all" : set.name): \(runs), not finished, interrupted or "
                + "without a mark."
        }
        return input
    }
}

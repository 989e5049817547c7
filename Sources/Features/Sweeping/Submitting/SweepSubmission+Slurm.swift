import Foundation
import LabModel
public import SlurmJobs

extension SweepSubmission {
    /// Submits planned jobs; each is written into the manifest as soon as Slurm has it.
    ///
    /// - Parameters:
    ///   - plan: the jobs.
    ///   - manifest: the sweep as it stands.
    ///   - active: array jobs of the sweep that have not ended: the new ones begin after them.
    ///   - slurm: Slurm's commands.
    ///   - own: the job that submits, which is not taken back; nil outside of one.
    /// - Returns: the manifest as it is then.
    /// - Throws: ``SweepingError``, or ``SlurmJobs/SlurmError``: what was submitted before is in the manifest then.
    public func submit(
        _ plan: Plan,
        manifest: SweepManifest,
        active: [SlurmJobID],
        by slurm: SlurmCommands,
        from own: SlurmJobID? = nil
    ) async throws -> SweepManifest {
        guard let lock = try FileLock.take(folder.submitLock, .alone) else {
            throw SweepingError.busy(path: folder.path)
        }
        defer { withExtendedLifetime(lock) {} }
        // Somebody else submitted lines since these were found open.
        guard try folder.manifest().jobs == manifest.jobs else { throw SweepingError.busy(path: folder.path) }
        try WholeFile.makeFolder(folder.logFolder)
        try WholeFile.replace(folder.sweepScript, with: Data(plan.sweepScript.utf8))
        try WholeFile.replace(folder.mergeScript, with: Data(plan.mergeScript.utf8))
        var manifest = manifest
        manifest.concurrency = settings.concurrency
        manifest.submission = SubmissionRecord(settings)
        let options = manifest.sweepOptions
        var before = active
        for part in plan.arrays {
            let id = try await slurm.submit(job(part, options: options, after: before))
            before.append(id)
            let (first, last) = (part.lines.first ?? 0, part.lines.last ?? 0)
            let tasks = SlurmArray(indices: part.array.indices).text
            manifest.jobs.append(
                .init(id: id.number, firstLine: first, lastLine: last, offset: part.offset, tasks: tasks)
            )
            try folder.write(manifest)
        }
        let old = manifest.mergeJob.flatMap { SlurmJobID($0) }
        manifest.mergeJob = try await slurm.submit(mergeJob(after: before)).number
        try folder.write(manifest)
        if let old, old != own {
            try await slurm.cancel([old])
        }
        return manifest
    }
}

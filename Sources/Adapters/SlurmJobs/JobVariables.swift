/// The variables that Slurm gives to a job.
///
/// A job that it submits would inherit them and take them for its own: how often it was restarted, its share of memory.
enum JobVariables {
    /// Those of Slurm's that say how it is reached, in a job and outside.
    private static let kept: Set<String> = ["SLURM_CONF", "SLURM_CLUSTERS", "SLURM_JWT"]

    /// The variables that another job may have.
    ///
    /// - Parameter environment: the variables of this process.
    /// - Returns: them all outside of a job; in one, them without what Slurm says of it.
    static func removed(from environment: [String: String]) -> [String: String] {
        guard environment["SLURM_JOB_ID"] != nil else { return environment }
        return environment.filter { name, _ in
            kept.contains(name) || !(name.hasPrefix("SLURM_") || name.hasPrefix("SLURMD_"))
        }
    }
}

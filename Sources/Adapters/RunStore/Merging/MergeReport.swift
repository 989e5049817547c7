/// What the merge of one file did.
public struct MergeReport: Hashable, Sendable {
    /// The file that was merged.
    public var path: String
    /// The identities of the runs that were added, by their start.
    public var added: [String] = []
    /// The identities of the runs that were there already, with the same contents.
    public var skipped: [String] = []
    /// The names in that file, such as `test1@2`, of runs left out because somebody still measures them.
    public var leftOut: [String] = []
    /// Runs that go by another attempt than before.
    public var renumbered: [Renumbered] = []
    /// How many calibrations were added.
    public var calibrations = 0

    /// A run whose attempt differs from what it was.
    public struct Renumbered: Hashable, Sendable {
        /// The run's identity.
        public var uuid: String
        /// The name that its user gave it.
        public var id: String
        /// Its attempt before, from 1: in the store where it was there already, else in the file that was merged.
        public var before: Int
        /// Its attempt in the store now, from 1.
        public var after: Int
    }
}

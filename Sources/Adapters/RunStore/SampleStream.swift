/// Which stream of a run a sample was observed in; the numbers are stored and never change.
public enum SampleStream: Int, Hashable, Sendable, CaseIterable {
    /// The stream under test.
    case test = 0
    /// The control stream beside it.
    case control = 1
}

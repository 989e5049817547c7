/// Values by the epoch that they belong to.
struct EpochLists<Value> {
    /// A list for each epoch up to the highest, some of them empty: at most 65,536.
    private(set) var lists: [[Value]] = [[]]

    /// Makes room for values that most likely all belong to the first epoch.
    init(capacity: Int) {
        lists[0].reserveCapacity(capacity)
    }

    mutating func append(_ value: Value, epoch: UInt16) {
        while lists.count <= Int(epoch) {
            lists.append([])
        }
        lists[Int(epoch)].append(value)
    }

    /// Hands the lists out, so that nobody else holds what their owner changes.
    mutating func take() -> [[Value]] {
        defer { lists = [] }
        return lists
    }
}

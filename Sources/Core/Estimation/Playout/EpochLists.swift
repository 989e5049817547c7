/// Values by the epoch that they belong to.
struct EpochLists<Value> {
    /// A list for each epoch up to the highest, some of them empty: at most 65,536.
    private(set) var lists: [[Value]] = []

    mutating func append(_ value: Value, epoch: UInt16) {
        while lists.count <= Int(epoch) {
            lists.append([])
        }
        lists[Int(epoch)].append(value)
    }
}

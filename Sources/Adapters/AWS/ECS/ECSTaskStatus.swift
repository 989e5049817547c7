/// Where a task is in its life; later states are greater.
public enum ECSTaskStatus: String, CaseIterable, Sendable, Comparable {
    /// A state that this lab has no word for; before all others.
    case unknown = "UNKNOWN"
    /// Its network interface is made.
    case provisioning = "PROVISIONING"
    /// It waits for room.
    case pending = "PENDING"
    /// Its image is fetched and its containers are started.
    case activating = "ACTIVATING"
    /// Its containers run.
    case running = "RUNNING"
    /// It is to stop.
    case deactivating = "DEACTIVATING"
    /// Its containers are told to end.
    case stopping = "STOPPING"
    /// Its network interface is taken away.
    case deprovisioning = "DEPROVISIONING"
    /// It is over.
    case stopped = "STOPPED"
    /// It is over and forgotten.
    case deleted = "DELETED"

    /// Whether it has been told to stop, or is over.
    public var isEnding: Bool {
        self > .running
    }

    /// Orders states by their place in a life.
    public static func < (lhs: ECSTaskStatus, rhs: ECSTaskStatus) -> Bool {
        lhs.place < rhs.place
    }

    private var place: Int {
        Self.allCases.firstIndex(of: self) ?? 0
    }
}

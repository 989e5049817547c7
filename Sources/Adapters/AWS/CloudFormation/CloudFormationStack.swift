/// A stack of resources that were made from one template.
public struct CloudFormationStack: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its full name.
    public var id: String
    /// Its state in CloudFormation's words, such as `CREATE_COMPLETE`.
    public var status: String
    /// Why it is in that state; nil where CloudFormation says nothing.
    public var statusReason: String?
    /// What the template gives out.
    public var outputs: [String: String]
    /// What it was made with.
    public var parameters: [String: String]

    /// Makes a stack of which nothing else is known.
    public init(name: String, status: String, outputs: [String: String]) {
        self.name = name
        self.status = status
        self.outputs = outputs
        id = ""
        parameters = [:]
    }

    /// Whether everything in it is there, and nothing but what it no longer needs is being changed.
    public var isUsable: Bool {
        let done = ["CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"]
        return done.contains { status == $0 || status == $0 + "_CLEANUP_IN_PROGRESS" }
    }
}

/// A resource of a stack.
public struct CloudFormationResource: Hashable, Sendable {
    /// Its name in the template.
    public var logicalID: String
    /// Its name in its service; nil before it is made.
    public var physicalID: String?
    /// What it is, such as `AWS::ECS::Cluster`.
    public var type: String
    /// Its state in CloudFormation's words.
    public var status: String
}

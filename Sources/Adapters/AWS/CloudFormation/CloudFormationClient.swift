/// Stacks of CloudFormation.
public struct CloudFormationClient: Sendable {
    let caller: QueryCaller

    /// Makes a client of a session.
    public init(_ session: AWSSession) {
        caller = QueryCaller(session: session, version: "2010-05-15")
    }

    /// A stack, with what it gives out.
    /// - Parameter name: its name or full name.
    /// - Returns: the stack.
    /// - Throws: ``AWSError``; a stack that is not there is refused, and its ``AWSRefusal/kind`` is
    ///   ``RefusalKind/notFound``.
    public func describeStack(_ name: String) async throws(AWSError) -> CloudFormationStack {
        let answer = try await caller.call(.describeStacks, [("StackName", name)])
        guard let item = answer["DescribeStacksResult"]["Stacks"].items("member").first else {
            throw .unreadable(operation: .describeStacks, reason: "it holds no stack", requestID: nil)
        }
        return CloudFormationStack(item)
    }

    /// What a stack is made of.
    /// - Parameter name: its name or full name.
    /// - Returns: its resources, of a large stack the first 100.
    /// - Throws: ``AWSError``.
    public func describeResources(of name: String) async throws(AWSError) -> [CloudFormationResource] {
        let answer = try await caller.call(.describeStackResources, [("StackName", name)])
        return answer["DescribeStackResourcesResult"]["StackResources"].items("member")
            .map(CloudFormationResource.init)
    }
}

extension CloudFormationStack {
    init(_ item: XMLElement) {
        name = item["StackName"].text
        id = item["StackId"].text
        status = item["StackStatus"].text
        statusReason = item["StackStatusReason"].nonEmptyText
        outputs = Self.pairs(item["Outputs"], "OutputKey", "OutputValue")
        parameters = Self.pairs(item["Parameters"], "ParameterKey", "ParameterValue")
    }

    private static func pairs(_ list: XMLElement, _ key: String, _ value: String) -> [String: String] {
        let pairs = list.items("member").map { ($0[key].text, $0[value].text) }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}

extension CloudFormationResource {
    init(_ item: XMLElement) {
        logicalID = item["LogicalResourceId"].text
        physicalID = item["PhysicalResourceId"].nonEmptyText
        type = item["ResourceType"].text
        status = item["ResourceStatus"].text
    }
}

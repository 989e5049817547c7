import LabModel
import LabTesting
import Testing

@testable import AWS

/// The clients whose services take forms and answer XML.
struct QueryClientTests {
    private static func session(_ body: String) throws -> (session: AWSSession, transport: FakeTransport) {
        let transport = FakeTransport([.success(.text(200, body))])
        return (try TestSession.fake(transport), transport)
    }

    @Test func interfacesAreRead() async throws {
        let (session, transport) = try Self.session(
            """
            <DescribeNetworkInterfacesResponse><networkInterfaceSet>
            <item><networkInterfaceId>eni-1</networkInterfaceId><subnetId>subnet-1</subnetId><vpcId>vpc-1</vpcId>
            <status>in-use</status><privateIpAddress>10.0.0.7</privateIpAddress>
            <groupSet><item><groupId>sg-1</groupId></item><item><groupId>sg-2</groupId></item></groupSet>
            <association><publicIp>203.0.113.9</publicIp></association></item>
            <item><networkInterfaceId>eni-2</networkInterfaceId><subnetId>subnet-1</subnetId></item>
            </networkInterfaceSet></DescribeNetworkInterfacesResponse>
            """
        )
        let found = try await EC2Client(session).describeNetworkInterfaces(["eni-1", "eni-2"])
        #expect(found.map(\.id) == ["eni-1", "eni-2"])
        #expect(found.map(\.publicAddress) == ["203.0.113.9", nil])
        #expect(found.map(\.privateAddress) == ["10.0.0.7", nil])
        #expect(found.first?.securityGroups == ["sg-1", "sg-2"] && found.first?.vpc == "vpc-1")
        let call = try #require(transport.asked.first)
        #expect(
            String(decoding: call.body, as: UTF8.self) == "Action=DescribeNetworkInterfaces&Version=2016-11-15"
                + "&NetworkInterfaceId.1=eni-1&NetworkInterfaceId.2=eni-2"
        )
        #expect(call.headers.first?.value == "application/x-www-form-urlencoded; charset=utf-8")
    }

    @Test func subnetsAndGroupsAreRead() async throws {
        let (subnets, _) = try Self.session(
            """
            <R><subnetSet><item><subnetId>subnet-1</subnetId><vpcId>v</vpcId>
            <availableIpAddressCount>0</availableIpAddressCount></item>
            <item><subnetId>subnet-2</subnetId><vpcId>v</vpcId></item></subnetSet></R>
            """
        )
        let found = try await EC2Client(subnets).describeSubnets(["subnet-1", "subnet-2"])
        #expect(found.map(\.id) == ["subnet-1", "subnet-2"] && found.map(\.vpc) == ["v", "v"])
        #expect(found.map(\.freeAddresses) == [0, nil])
        let (groups, _) = try Self.session(
            """
            <R><securityGroupInfo><item><groupId>sg-1</groupId><vpcId>v</vpcId><ipPermissions>
            <item><ipProtocol>tcp</ipProtocol><fromPort>5000</fromPort><toPort>5001</toPort>
            <ipRanges><item><cidrIp>203.0.113.7/32</cidrIp></item></ipRanges>
            <ipv6Ranges><item><cidrIpv6>::/0</cidrIpv6></item></ipv6Ranges></item>
            <item><ipProtocol>-1</ipProtocol></item>
            <item><ipProtocol>icmp</ipProtocol><fromPort>-1</fromPort><toPort>-1</toPort></item>
            </ipPermissions></item></securityGroupInfo></R>
            """
        )
        let group = try #require(try await EC2Client(groups).describeSecurityGroups(["sg-1"]).first)
        #expect(group.id == "sg-1" && group.vpc == "v")
        #expect(
            group.rules == [
                .init(ipProtocol: "tcp", ports: 5_000...5_001), .init(ipProtocol: "-1", ports: nil),
                .init(ipProtocol: "icmp", ports: nil),
            ]
        )
    }

    @Test(arguments: [0, 101])
    func tooFewOrTooManyAreNotAskedFor(_ count: Int) async throws {
        let (session, transport) = try Self.session("<R/>")
        let ids = (0..<count).map { "subnet-\($0)" }
        let error = await #expect(throws: AWSError.self) { _ = try await EC2Client(session).describeSubnets(ids) }
        #expect(error?.what == "ec2:DescribeSubnets was not asked: \(count) ids; from 1 to 100 are taken")
        #expect(transport.asked.isEmpty)
    }

    @Test func stacksAreRead() async throws {
        let (session, transport) = try Self.session(
            """
            <DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>streaming</StackName>
            <StackId>arn:stack</StackId><StackStatus>ROLLBACK_COMPLETE</StackStatus>
            <StackStatusReason>no room</StackStatusReason>
            <Outputs><member><OutputKey>Cluster</OutputKey><OutputValue>c &amp; d</OutputValue></member></Outputs>
            <Parameters><member><ParameterKey>P</ParameterKey><ParameterValue>v</ParameterValue></member></Parameters>
            </member></Stacks></DescribeStacksResult></DescribeStacksResponse>
            """
        )
        let stack = try await CloudFormationClient(session).describeStack("a b&c")
        #expect(stack.name == "streaming" && stack.id == "arn:stack" && !stack.isUsable)
        #expect(stack.statusReason == "no room")
        #expect(stack.outputs == ["Cluster": "c & d"] && stack.parameters == ["P": "v"])
        #expect(
            String(decoding: transport.asked[0].body, as: UTF8.self)
                == "Action=DescribeStacks&Version=2010-05-15&StackName=a%20b%26c"
        )
        for (status, isUsable) in [
            ("UPDATE_COMPLETE", true), ("UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", true), ("UPDATE_IN_PROGRESS", false),
            ("UPDATE_ROLLBACK_COMPLETE", true), ("ROLLBACK_COMPLETE", false), ("DELETE_COMPLETE", false),
        ] {
            #expect(CloudFormationStack(name: "x", status: status, outputs: [:]).isUsable == isUsable, "\(status)")
        }
        let (none, _) = try Self.session("<R/>")
        let error = await #expect(throws: AWSError.self) {
            _ = try await CloudFormationClient(none).describeStack("x")
        }
        #expect(error == .unreadable(operation: .describeStacks, reason: "it holds no stack", requestID: nil))
    }

    @Test func resourcesAreRead() async throws {
        let (session, _) = try Self.session(
            """
            <R><DescribeStackResourcesResult><StackResources><member><LogicalResourceId>Cluster</LogicalResourceId>
            <PhysicalResourceId>c</PhysicalResourceId><ResourceType>AWS::ECS::Cluster</ResourceType>
            <ResourceStatus>CREATE_COMPLETE</ResourceStatus></member><member><LogicalResourceId>Log</LogicalResourceId>
            <ResourceType>T</ResourceType><ResourceStatus>CREATE_IN_PROGRESS</ResourceStatus></member>
            </StackResources></DescribeStackResourcesResult></R>
            """
        )
        let found = try await CloudFormationClient(session).describeResources(of: "s")
        #expect(found.map(\.physicalID) == ["c", nil] && found.map(\.logicalID) == ["Cluster", "Log"])
        #expect(found.first?.type == "AWS::ECS::Cluster" && found.last?.status == "CREATE_IN_PROGRESS")
    }

    @Test func identitiesAreRead() async throws {
        let (session, _) = try Self.session(
            "<R><GetCallerIdentityResult><Account>123456789012</Account><Arn>arn:x</Arn></GetCallerIdentityResult></R>"
        )
        let identity = try await STSClient(session).callerIdentity()
        #expect(identity == CallerIdentity(account: "123456789012", arn: "arn:x"))
    }

    @Test func whatIsNoXMLIsToldOf() async throws {
        let (session, _) = try Self.session("{}")
        let error = await #expect(throws: AWSError.self) { _ = try await STSClient(session).callerIdentity() }
        #expect(error?.what == "the answer of sts:GetCallerIdentity cannot be read: no element at byte 0")
    }
}

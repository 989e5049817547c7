import AWS
import Foundation
import LabTesting
import Testing

@testable import Tasks

/// What is said of chosen subnets and groups before a task is started there.
@Suite(.realTime, .timeLimit(.minutes(60)))
struct NetworkCheckTests {
    /// Two networks: one with a group that lets the port in and one that does not, and a subnet of another.
    private static let program = """
        json, boto3 = __import__("json"), __import__("boto3")
        ec2 = boto3.client("ec2")

        def network(block):
            net = ec2.create_vpc(CidrBlock=block + ".0.0/16")["Vpc"]["VpcId"]
            return net, ec2.create_subnet(VpcId=net, CidrBlock=block + ".1.0/24")["Subnet"]["SubnetId"]

        def group(name, net, port, kind="tcp"):
            made = ec2.create_security_group(GroupName=name, Description=name, VpcId=net)["GroupId"]
            rule = {"IpProtocol": kind, "FromPort": port, "ToPort": port + 9, "IpRanges": [{"CidrIp": "203.0.113.7/32"}]}
            ec2.authorize_security_group_ingress(GroupId=made, IpPermissions=[rule])
            return made

        (net, subnet), (_, other) = network("10.7"), network("10.8")
        boto3.client("ecs").register_task_definition(family="streamer", cpu="512", memory="1024", networkMode="awsvpc",
            requiresCompatibilities=["FARGATE"], containerDefinitions=[{"name": "streamer", "image": "lab/streamer:1",
                "memory": 512, "portMappings": [{"containerPort": 5000}]}])
        print(json.dumps({"subnet": subnet, "other": other, "open": group("open", net, 4995),
            "closed": group("closed", net, 5001), "udp": group("udp", net, 5000, "udp")}))

        """

    private struct Made: Decodable {
        var subnet: String
        var other: String
        var open: String
        var closed: String
        var udp: String
    }

    /// What finding a place comes to.
    private static func find(
        _ subnets: [String],
        _ groups: [String],
        by services: FargateServices
    ) async -> Result<FargatePlace, FargateError> {
        var wish = FargatePlace.Wish()
        (wish.cluster, wish.taskDefinition) = ("lab", "streamer:1")
        (wish.subnets, wish.securityGroups) = (subnets, groups)
        do throws(FargateError) {
            return .success(try await FargatePlace.find(wish, by: services))
        } catch {
            return .failure(error)
        }
    }

    @Test func aNetworkThatNobodyWouldReachIsRefusedBeforeTheStart() async throws {
        try await MotoServer.serving { server in
            let made = try JSONDecoder().decode(Made.self, from: Data(try await server.python(Self.program).utf8))
            let variables = server.environment.merging(["AWS_REGION": MotoServer.region]) { $1 }
            try await FargateLab.session(variables) { session in
                let services = FargateServices(session)
                let found = try await Self.find([made.subnet], [made.closed, made.open], by: services).get()
                #expect(found.subnets == [made.subnet] && found.securityGroups == [made.closed, made.open])
                #expect(await Self.find([made.subnet, made.other], [], by: services).failure?.isSeveral == true)
                #expect(await Self.find([made.other], [made.open], by: services).failure?.isSeveral == true)
                let closed = await Self.find([made.subnet], [made.closed, made.udp], by: services)
                #expect(closed == .failure(.network(.closed(groups: [made.closed, made.udp], port: 5_000))))
                #expect(await (try? Self.find([made.subnet], [], by: services).get()) != nil)
                let unknown = await Self.find(["subnet-0000000000000000a"], [made.open], by: services).failure
                #expect(unknown?.what.contains("subnet-0000000000000000a") == true)
                #expect(unknown?.remedy == "Check the name, the account and the region")
                let noGroup = await Self.find([made.subnet], ["sg-0000000000000000a"], by: services).failure
                #expect(noGroup?.what.contains("sg-0000000000000000a") == true)
            }
        }
    }
}

extension FargateError {
    fileprivate var isSeveral: Bool {
        if case .network(.several) = self { true } else { false }
    }
}

extension Result {
    fileprivate var failure: Failure? {
        if case .failure(let error) = self { error } else { nil }
    }
}

import Testing

@testable import AWS
@testable import Tasks

struct NetworkFaultTests {
    private static func subnet(_ id: String, free: Int?, vpc: String = "vpc-1") -> EC2Subnet {
        EC2Subnet(id: id, vpc: vpc, freeAddresses: free)
    }

    @Test func onlySubnetsWithoutAnAddressAreFull() {
        let full = Self.subnet("subnet-1", free: 0)
        #expect(NetworkCheck.fault(of: [full, full], [], port: 1) == .full(subnets: ["subnet-1", "subnet-1"]))
        for other in [Self.subnet("subnet-2", free: 1), Self.subnet("subnet-2", free: nil)] {
            #expect(NetworkCheck.fault(of: [full, other], [], port: 1) == nil)
        }
        #expect(NetworkCheck.fault(of: [], [], port: 1) == nil)
    }

    @Test func networksAreNamed() {
        let subnets = [Self.subnet("subnet-1", free: 1), Self.subnet("subnet-2", free: 1, vpc: "vpc-2")]
        #expect(
            NetworkCheck.fault(of: subnets, [], port: 1)
                == .several(networks: ["subnet-1": "vpc-1", "subnet-2": "vpc-2"])
        )
    }
}

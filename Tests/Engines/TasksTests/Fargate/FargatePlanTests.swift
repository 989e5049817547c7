import AWS
import LabModel
import Testing

@testable import Tasks

struct FargatePlanTests {
    private static func plan(
        in region: String,
        keeps: Bool = false,
        _ change: (inout FargatePlace.Wish) -> Void = { _ in }
    ) throws -> FargatePlan {
        var wish = FargatePlace.Wish()
        change(&wish)
        var limits = FargateTask.Limits()
        limits.life = .seconds(60)
        return try FargatePlan(StreamerTaskSettingsTests.settings(), at: wish, in: region, limits: limits, keeps: keeps)
    }

    @Test func pricesAreOfTheListsArchitectureAlone() throws {
        let plan = try Self.plan(in: "us-east-1")
        var place = FargatePlace(planned: FargatePlace.Wish(), in: "us-east-1")
        place.architecture = "X86_64"
        #expect(plan.prices(at: place)?.perCPUHour == 0.04048)
        place.architecture = "ARM64"
        #expect(plan.prices(at: place) == nil)
        #expect(try Self.plan(in: "moon-1").prices(at: place) == nil)
    }

    @Test func theRightsAreThoseOfTheCallsAndOfTheStack() throws {
        let plan = try Self.plan(in: "us-east-1")
        #expect(plan.rights == Set(plan.calls.flatMap(\.operation.rights)).sorted())
        let template = try StackTests.template()
        for right in plan.rights {
            #expect(template.contains(right), "\(right)")
        }
    }

    @Test func whatIsGivenIsNotLookedUp() throws {
        let all = try Self.plan(in: "us-east-1").calls.map(\.operation)
        #expect(all.prefix(2) == [.getCallerIdentity, .describeStacks])
        #expect(all.contains(.describeNetworkInterfaces) && all.last == .stopTask)
        let given = try Self.plan(in: "us-east-1") { wish in
            (wish.cluster, wish.taskDefinition) = ("lab", "streamer")
            (wish.subnets, wish.securityGroups) = (["subnet-1"], ["sg-1"])
            wish.usesPrivateAddress = true
        }
        let calls = given.calls.map(\.operation)
        #expect(Set(calls).isDisjoint(with: [.describeStacks, .describeStackResources, .describeNetworkInterfaces]))
        #expect(calls.prefix(2) == [.getCallerIdentity, .describeTaskDefinition] && calls.last == .stopTask)
    }

    @Test func onlyAChosenNetworkIsLookedAt() throws {
        let looks: Set<AWSOperation> = [.describeSubnets, .describeSecurityGroups]
        #expect(try looks.isDisjoint(with: Self.plan(in: "us-east-1").calls.map(\.operation)))
        let groups = try Self.plan(in: "us-east-1") { $0.securityGroups = ["sg-1"] }.calls.map(\.operation)
        #expect(looks.isSubset(of: groups))
        let none = try Self.plan(in: "us-east-1") { ($0.subnets, $0.securityGroups) = (["subnet-1"], []) }
        #expect(looks.intersection(none.calls.map(\.operation)) == [.describeSubnets])
    }

    @Test func theStopIsToldAsItIs() throws {
        #expect(try Self.plan(in: "us-east-1").calls.last?.purpose == "always, whatever happens")
        let kept = try Self.plan(in: "us-east-1", keeps: true)
        #expect(kept.calls.last?.purpose == "only where it does not come to serve")
        #expect(!kept.variables.contains("GLASSLAB_DURATION"))
        #expect(try Self.plan(in: "us-east-1").variables.contains("GLASSLAB_DURATION"))
    }
}

import Foundation
import LabTesting
import Testing

/// The stack's template read as CloudFormation documents it, for what moto leaves out: rules, and who waits for whom.
struct StackReadingTests {
    private struct Reading: Decodable {
        /// The rules that are broken.
        var refused: [String]
        /// What is made, and what each waits for, through others as well.
        var waits: [String: Set<String>]
        /// Those that wait for something that is not made, which keeps them from being made too.
        var dangling: [String]
    }

    /// Rules take these functions and no others: a template with another one is refused whole, though linters pass it.
    private static let program = """
        import json, os, re, yaml

        class Loader(yaml.SafeLoader):
            pass

        def tagged(loader, suffix, node):
            if isinstance(node, yaml.ScalarNode):
                value = loader.construct_scalar(node)
            elif isinstance(node, yaml.SequenceNode):
                value = loader.construct_sequence(node, deep=True)
            else:
                value = loader.construct_mapping(node, deep=True)
            return {suffix if suffix == "Ref" else "Fn::" + suffix: value}

        Loader.add_multi_constructor("!", tagged)
        template = yaml.load(os.environ["TEMPLATE"], Loader)
        ruling = {
            "Fn::And": lambda *all_of: all(all_of), "Fn::Equals": lambda a, b: a == b, "Fn::Not": lambda a: not a,
            "Fn::Contains": lambda many, one: one in many}
        choosing = {**{name: ruling[name] for name in ["Fn::And", "Fn::Equals", "Fn::Not"]},
            "Fn::Join": lambda between, parts: between.join(parts)}

        def value(what, known, functions):
            if isinstance(what, list):
                return [value(each, known, functions) for each in what]
            if not isinstance(what, dict):
                return what
            (name, arguments), = what.items()
            return known[arguments] if name == "Ref" else functions[name](*value(arguments, known, functions))

        def names(what, chosen):
            if isinstance(what, list):
                return {name for each in what for name in names(each, chosen)}
            if not isinstance(what, dict):
                return set()
            found = set()
            for key, inner in what.items():
                if key == "Fn::If":
                    found |= names(inner[1] if chosen[inner[0]] else inner[2], chosen)
                elif key == "Ref":
                    found.add(inner)
                elif key == "Fn::GetAtt":
                    found.add(inner.split(".")[0])
                elif key == "Fn::Sub":
                    found |= {name.split(".")[0] for name in re.findall(r"\\$\\{([^}!]+)\\}", inner)}
                else:
                    found |= names(inner, chosen)
            return found

        def read(given):
            known = {name: str(given.get(name, one.get("Default", ""))) for name, one in template["Parameters"].items()}
            for name, one in template["Parameters"].items():
                if one["Type"] == "CommaDelimitedList":
                    known[name] = known[name].split(",")
            chosen = {name: value(what, known, choosing) for name, what in template["Conditions"].items()}
            refused = [name for name, rule in template["Rules"].items()
                if value(rule.get("RuleCondition", True), known, ruling)
                and not all(value(one["Assert"], known, ruling) for one in rule["Assertions"])]
            resources = template["Resources"]
            made = {name for name, one in resources.items() if chosen.get(one.get("Condition"), True)}
            first = {}
            for name in made:
                own = resources[name].get("DependsOn", [])
                own = {own} if isinstance(own, str) else set(own)
                first[name] = (own | names(resources[name]["Properties"], chosen)) & set(resources)
            dangling = sorted(name for name in made if first[name] - made)
            waits = {name: set() for name in made}
            for name in made:
                open_names = [name]
                while open_names:
                    new = first.get(open_names.pop(), set()) - waits[name]
                    waits[name] |= new
                    open_names += new
            return {"refused": refused, "dangling": dangling, "waits": {name: sorted(all) for name, all in waits.items()}}

        print(json.dumps([read(given) for given in json.loads(os.environ["GIVEN"])]))

        """

    /// What becomes of the template with each of these sets of parameters.
    private static func read(_ given: [[String: String]]) async throws -> [Reading] {
        let parameters = String(decoding: try JSONEncoder().encode(given), as: UTF8.self)
        let outcome = try await BuiltExecutable.onPath(
            [try TestTools.path("python"), "-c", program],
            environment: ["TEMPLATE": try StackTests.template(), "GIVEN": parameters]
        )
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return try JSONDecoder().decode([Reading].self, from: Data(outcome.output.utf8))
    }

    @Test func whatDoesNotGoTogetherIsRefused() async throws {
        let given = [
            [:], ["VPCId": "vpc-1", "SubnetIds": "subnet-1,subnet-2"], ["VPCId": "vpc-1"], ["SubnetIds": "subnet-1"],
            ["MonthlyBudget": "20"], ["MonthlyBudget": "20", "BudgetEmail": "ada@example.org"],
            ["TaskCpu": "256", "TaskMemory": "4096"], ["TaskCpu": "256", "TaskMemory": "512"],
        ]
        let refused = try await Self.read(given).map(\.refused)
        #expect(
            refused == [
                [], [], ["NetworkNeedsItsSubnets"], [], ["BudgetNeedsAnAddress"], [],
                ["SmallestTask"], [],
            ]
        )
    }

    @Test func privateSubnetsNeverEndInAPublicNetwork() async throws {
        let read = try await Self.read([[:], ["SubnetIds": "subnet-1"], ["VPCId": "vpc-1"]])
        #expect(read.map { $0.waits["Network"] != nil } == [true, false, false])
    }

    @Test(arguments: [[:], ["VPCId": "vpc-1", "SubnetIds": "subnet-1"]])
    func whatNeedsTheInternetWaitsForTheWayThere(network: [String: String]) async throws {
        let balanced = network.merging(["LoadBalancer": "true"]) { $1 }
        let read = try await Self.read([network, balanced])
        #expect(read.map(\.dangling) == [[], []])
        let balancer = try #require(read[1].waits["Balancer"])
        let service = try #require(read[1].waits["BalancedService"])
        #expect(service.isSuperset(of: ["BalancerListener", "BalancerTargets", "StreamerTask", "Cluster"]))
        let isOwn = network.isEmpty
        #expect(balancer.isSuperset(of: ["Way", "GatewayAttachment"]) == isOwn)
        #expect(service.isSuperset(of: ["Way", "SubnetARoutes", "SubnetBRoutes"]) == isOwn)
        #expect(read[0].waits["BalancedService"] == nil)
    }

    @Test func aServiceTakesItsDefinitionAndNewAccountsItsCluster() throws {
        let text = try StackTests.template()
        // A service refuses a port that is mapped twice, and a first cluster with capacity providers has no role for them.
        #expect(text.matches(of: #/\{ContainerPort: .*Protocol: (?:tcp|udp)\}/#).count == 1)
        #expect(!text.contains("CapacityProviders:"))
    }
}

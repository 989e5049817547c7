import Foundation
import Testing

@testable import AWS

/// The role that the stack gives its users, beside what the code calls.
struct StackRightsTests {
    /// Those that the lab's users call; S3 and SQS are for what nobody runs yet.
    private static let services: Set<AWSService> = [.cloudFormation, .ec2, .ecs, .logs, .sts]

    private static let package = (0..<5).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }

    /// A file of the package.
    private static func file(_ path: String) throws -> String {
        try String(contentsOf: package.appending(path: path), encoding: .utf8)
    }

    /// The texts of a folder's sources, by their paths.
    private static func sources(_ folder: String) throws -> [String: String] {
        let root = package.appending(path: folder).path
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
        return Dictionary(uniqueKeysWithValues: try paths.map { ($0, try file("\(folder)/\($0)")) })
    }

    /// The functions of a source, by their names: their text up to the next one's.
    private static func functions(_ text: String) -> [String: String] {
        let starts = text.matches(of: #/\n +(?:@\w+ )*(?:public |private |static )*func (\w+)/#)
        let ends = starts.dropFirst().map(\.range.lowerBound) + [text.endIndex]
        let pairs = zip(starts, ends).map { (String($0.1), String(text[$0.range.upperBound..<$1])) }
        return Dictionary(pairs, uniquingKeysWith: +)
    }

    /// The lines of a resource of the template.
    private static func resource(_ name: String) throws -> [Substring] {
        let text = try file("stack/fargate_cluster.yaml")
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let start = try #require(lines.firstIndex(of: "  \(name):"))
        return Array(lines[(start + 1)...].prefix { $0.hasPrefix("    ") || $0.isEmpty })
    }

    /// The actions that the lines allow; what conditions compare has another place.
    private static func actions(_ lines: [Substring]) -> Set<String> {
        let plain = lines.filter { !$0.contains("Equals") && !$0.contains("sts:AssumeRole") }
        let words = plain.joined(separator: "\n").split { " \n\",[]".contains($0) }
        return Set(words.map(String.init).filter { $0.contains(#/^[a-z0-9]+:[A-Z][A-Za-z]+$/#) })
    }

    @Test func theClientMayDoWhatTheCodeCallsAndNothingElse() throws {
        let called = AWSOperation.allCases.filter { Self.services.contains($0.service) }.flatMap(\.rights)
        #expect(try Self.actions(Self.resource("ClientRole")) == Set(called))
    }

    @Test func everyOperationIsCalledFromOutside() throws {
        let clients = try Self.sources("Sources/Adapters/AWS").filter { $0.key.hasSuffix("Client.swift") }
        let users = try Self.sources("Sources").filter { !$0.key.hasPrefix("Adapters/AWS/") }.values.joined()
        for operation in AWSOperation.allCases where Self.services.contains(operation.service) {
            let methods = clients.values.flatMap { text in
                Self.functions(text).filter {
                    $0.value.contains("(.\(operation),") || $0.value.contains("(.\(operation))")
                }
            }
            #expect(!methods.isEmpty, "no client calls \(operation)")
            #expect(methods.contains { users.contains(".\($0.key)(") }, "nobody calls \(operation)")
        }
    }

    @Test func nobodyNeedsRightsForBucketsAndQueuesYet() throws {
        // Once somebody does, a role has to give them, and docs/aws.md to say so.
        for (path, text) in try Self.sources("Sources") where !path.hasPrefix("Adapters/AWS/") {
            #expect(!text.contains("S3Client(") && !text.contains("SQSClient("), "\(path)")
        }
        let role = try Self.actions(Self.resource("ClientRole"))
        #expect(!role.contains { $0.hasPrefix("s3:") || $0.hasPrefix("sqs:") })
    }

    @Test func functionsAreFound() {
        let found = Self.functions(
            "{\n    public func a() {\n        call(.x, 1)\n    }\n\n    private func b() { call(.y) }\n}\n"
        )
        #expect(Set(found.keys) == ["a", "b"])
        #expect(found["a"]?.contains("(.x,") == true && found["a"]?.contains("(.y)") == false)
    }

    @Test func nothingIsAllowedByAStar() throws {
        let role = try Self.resource("ClientRole")
        #expect(!role.contains { $0.contains("Action") && $0.contains("*") })
        #expect(role.count > 20)
    }

    @Test func everyRightIsDocumented() throws {
        let text = try Self.file("docs/aws.md")
        let rights = try #require(text.split(separator: "## Rights").last)
        for right in AWSOperation.allCases.flatMap(\.rights) {
            let name = right.split(separator: ":").last ?? ""
            #expect(rights.contains("`\(name)`") || rights.contains("`\(right)`"), "\(right)")
        }
    }

    @Test func actionsAreFound() {
        let lines: [Substring] = [
            "  Action: [\"ecs:RunTask\", \"ecs:StopTask\"]", "    - ec2:DescribeSubnets",
            "  StringEquals: {\"ecs:CreateAction\": RunTask}", "  Action: sts:AssumeRole", "  Ref: AWS::Region",
        ]
        #expect(Self.actions(lines) == ["ecs:RunTask", "ecs:StopTask", "ec2:DescribeSubnets"])
    }
}

import AWS
import Foundation
import LabModel
import Reporting
import Tasks

/// A plan of a task on ECS, to read or as JSON.
enum PlanText {
    /// What a task costs, before it is started.
    static func cost(of plan: FargatePlan) -> String {
        let size = "\(plan.size.cpu) CPU units, \(gigabytes(plan)) GB on Fargate in \(plan.region)"
        guard let cost = plan.costPerHour, let prices = plan.prices else {
            return "\(size): no price is known there; AWS's own page tells it"
        }
        let date = prices.date.map { " by the prices of \($0)" } ?? ""
        return "\(size): \(number(cost)) \(prices.currency) an hour on x86-64\(date), from a minute up, "
            + "without traffic and addresses"
    }

    static func render(_ plan: FargatePlan, isJSON: Bool) throws -> String {
        isJSON ? try json(plan) : text(plan)
    }

    private static func text(_ plan: FargatePlan) -> String {
        let width = plan.calls.map { $0.operation.rawValue.count }.max() ?? 0
        let calls = plan.calls.map { call in
            "  \(call.operation.rawValue.padding(toLength: width, withPad: " ", startingAt: 0))  \(call.purpose)"
        }
        return
            (["What AWS would be asked for in \(plan.region), in this order:"] + calls
            + ["", "The rights that takes:"] + plan.rights.map { "  \($0)" }
            + ["", "The variables that the streamer gets:"] + plan.variables.map { "  \($0)" }
            + ["", "The cost:", "  \(cost(of: plan))", "", "Nothing was asked."])
            .map { $0 + "\n" }.joined()
    }

    private static func json(_ plan: FargatePlan) throws -> String {
        struct Call: Encodable {
            var operation: String
            var purpose: String
        }
        struct Answer: Encodable {
            var region: String
            var cpu: Int
            var memory: Double
            var calls: [Call]
            var rights: [String]
            var variables: [String]
            var costPerHour: Double?
            var currency: String?
            var pricesDate: String?
        }
        let answer = Answer(
            region: plan.region,
            cpu: plan.size.cpu,
            memory: Double(plan.size.memory) / 1_024,
            calls: plan.calls.map { Call(operation: $0.operation.rawValue, purpose: $0.purpose) },
            rights: plan.rights,
            variables: plan.variables,
            costPerHour: plan.costPerHour,
            currency: plan.prices?.currency,
            pricesDate: plan.prices?.date
        )
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(answer), as: UTF8.self) + "\n"
    }

    private static func gigabytes(_ plan: FargatePlan) -> String {
        number(Double(plan.size.memory) / 1_024)
    }

    /// Four decimals, without zeros at the end.
    private static func number(_ value: Double) -> String {
        var text = NumberText.fixed(value, decimals: 4)
        while text.hasSuffix("0") { text.removeLast() }
        return text.hasSuffix(".") ? String(text.dropLast()) : text
    }
}

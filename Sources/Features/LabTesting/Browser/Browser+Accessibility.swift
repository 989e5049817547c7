import Foundation
import Testing

extension Browser {
    /// What the page does against the rules for people who hear it, use a keyboard or see little, as axe-core finds them:
    /// those of WCAG 2.1 at levels A and AA, and its own for good practice.
    ///
    /// - Returns: a line a fault: the rule, the element, what is asked for; empty for a page without one.
    /// - Throws: what a failed requirement throws where axe-core is not installed; what the script throws.
    public func accessibilityFaults() async throws -> [String] {
        try await run(try String(contentsOfFile: TestTools.file("axe_core_python/axe.min.js"), encoding: .utf8))
        return try await value(
            """
            return axe.run(document,{resultTypes:['violations']}).then(result=>
              result.violations.flatMap(rule=>rule.nodes.slice(0,5).map(node=>
                rule.id+' '+node.target.join(' ')+': '+rule.help+'; '+node.failureSummary.split('\\n').slice(1).join(' '))));
            """,
            as: [String].self
        )
    }
}

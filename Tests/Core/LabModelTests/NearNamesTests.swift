import LabModel
import LabTesting
import Testing

@Suite struct NearNamesTests {
    @Test(arguments: [
        ("test1", ["test1"]), ("tset1", ["test1"]), ("TEST1", ["test1"]), ("test", ["test1", "test22"]),
        ("test12", ["test1", "test22"]), ("night", ["night-direct-1", "night-cloud-1"]),
        ("nigth-direct-1", ["night-direct-1"]),
        ("nightclod1", []), ("x", []), ("", []), ("zzzzzz", []),
    ])
    func slipsAreForgiven(name: String, near: [String]) {
        #expect(NearNames.of(name, among: ["test1", "night-direct-1", "test22", "night-cloud-1"]) == near)
    }

    @Test func theNearestComeFirst() {
        let known = ["run-200", "run-101", "run-010", "run-100"]
        #expect(NearNames.of("run-100", among: known) == ["run-100", "run-200", "run-101", "run-010"])
    }

    @Test func fiveAtMost() {
        #expect(NearNames.of("line", among: (1...50).map { "line\($0)" }) == (1...5).map { "line\($0)" })
    }

    @Test func endlessNamesAreNotLookedAt() {
        let long = String(repeating: "a", count: 10_000)
        #expect(NearNames.of(long, among: [long]).isEmpty)
        #expect(NearNames.of("aaa", among: [long, "aab"]) == ["aab"])
    }

    /// Against the definition: the least number of slips on any way from one name to the other.
    @Test func slipsAreCountedRight() {
        var random = SeededGenerator(seed: 4)
        for _ in 0..<500 {
            let word = { (random: inout SeededGenerator) in
                String(
                    (0..<Int.random(in: 4...7, using: &random)).compactMap { _ in "abc".randomElement(using: &random) }
                )
            }
            let (one, other) = (word(&random), word(&random))
            let isNear = slow(one[...], other[...]) <= 1 || other.hasPrefix(one)
            #expect(NearNames.of(one, among: [other]).isEmpty != isNear, "\(one) \(other)")
        }
    }

    private func slow(_ one: Substring, _ other: Substring) -> Int {
        guard let first = one.first, let second = other.first else { return max(one.count, other.count) }
        var least = min(
            slow(one.dropFirst(), other.dropFirst()) + (first == second ? 0 : 1),
            slow(one.dropFirst(), other) + 1,
            slow(one, other.dropFirst()) + 1
        )
        if one.count > 1, other.count > 1, first == other.dropFirst().first, one.dropFirst().first == second {
            least = min(least, slow(one.dropFirst(2), other.dropFirst(2)) + 1)
        }
        return least
    }

    @Test func theQuestionNamesThem() {
        #expect(NearNames.question([]) == nil)
        #expect(NearNames.question(["a"]) == "Did you mean 'a'?")
        #expect(NearNames.question(["a", "b", "c"]) == "Did you mean 'a', 'b' or 'c'?")
    }
}

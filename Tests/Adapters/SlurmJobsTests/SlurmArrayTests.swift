import SlurmJobs
import Testing

@Suite struct SlurmArrayTests {
    @Test(
        arguments: [
            (Array(1...60), 2, "1-60%2"), ([7, 1, 2, 3, 7], nil, "1-3,7"), ([5], nil, "5"), ([0, 2, 4], 1, "0,2,4%1"),
            ([1, 2], 0, "1-2%1"), ([-3, 1], nil, "1"), ([], nil, ""),
        ] as [([Int], Int?, String)]
    )
    func isWrittenShort(indices: [Int], concurrency: Int?, text: String) {
        #expect(SlurmArray(indices: indices, concurrency: concurrency).text == text)
    }

    @Test func textNamesEachTaskOnce() throws {
        var generator = SmallGenerator(seed: 8)
        for _ in 0..<200 {
            let indices = (0..<Int.random(in: 1...60, using: &generator)).map { _ in
                Int.random(in: 0...90, using: &generator)
            }
            let named = SlurmArray(indices: indices).text.split(separator: ",").flatMap { span in
                let ends = span.split(separator: "-").compactMap { Int($0) }
                return Array((ends.first ?? 0)...(ends.last ?? 0))
            }
            #expect(named == Set(indices).sorted())
        }
    }

    @Test func aLongListIsSplitAtFixedPlaces() {
        let limits = SlurmLimits(maxArraySize: 4)
        let parts = SlurmArray.parts(of: 1...8, limits: limits, concurrency: 2)
        #expect(parts.map(\.offset) == [0, 3, 6])
        #expect(parts.map(\.array.text) == ["1-3%2", "1-3%2", "1-2%2"])
        #expect(parts.flatMap(\.lines) == Array(1...8))
        // What is submitted again has the offset that it had.
        let again = SlurmArray.parts(of: [5, 8], limits: limits)
        #expect(again.map(\.offset) == [3, 6])
        #expect(again.map(\.lines) == [[5], [8]])
    }

    @Test func tenThousandLinesOnAnOrdinaryCluster() {
        let parts = SlurmArray.parts(of: 1...10_000, limits: SlurmLimits())
        #expect(parts.count == 10)
        #expect(parts.allSatisfy { $0.array.text == "1-1000" })
        #expect(parts.flatMap(\.lines) == Array(1...10_000))
    }

    @Test func whatIsNoLineIsLeftOut() {
        #expect(SlurmArray.parts(of: [], limits: SlurmLimits()).isEmpty)
        #expect(SlurmArray.parts(of: [-1, 0], limits: SlurmLimits()).isEmpty)
        #expect(SlurmArray.parts(of: [1, 2], limits: SlurmLimits(maxArraySize: 0)).map(\.lines) == [[1], [2]])
    }

    @Test(arguments: 1...50)
    func textIsReadBack(seed: Int) throws {
        var generator = SmallGenerator(seed: UInt64(seed))
        let indices = (0..<Int.random(in: 1...40, using: &generator)).map { _ in
            Int.random(in: 0...60, using: &generator)
        }
        let array = SlurmArray(indices: indices, concurrency: seed.isMultiple(of: 2) ? seed : nil)
        #expect(SlurmArray(text: array.text) == array)
    }

    @Test(
        arguments: [
            "", "-", "1-", "-1", "3-1", "1,,2", "1-2-3", "a", "1%", "1%2%3", "1%x", " 1", "0-4000001",
            "1-9223372036854775807",
        ]
    )
    func whatIsNoListOfTasksIsRefused(text: String) {
        #expect(SlurmArray(text: text) == nil)
    }
}

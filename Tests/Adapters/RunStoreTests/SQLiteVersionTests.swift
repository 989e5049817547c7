import Testing

@testable import RunStore

struct SQLiteVersionTests {
    @Test func `Three numbers, new enough for strict tables`() {
        let parts = SQLiteVersion.current.split(separator: ".").compactMap { Int($0) }
        #expect(parts.count == 3)
        #expect(parts.lexicographicallyPrecedes([3, 37]) == false)
    }
}

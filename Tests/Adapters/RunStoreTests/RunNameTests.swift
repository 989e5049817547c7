import Testing

@testable import RunStore

struct RunNameTests {
    @Test func `An id alone asks for no attempt`() {
        #expect(RunName("test1")?.id == "test1")
        #expect(RunName("test1")?.attempt == nil)
    }

    @Test func `An attempt follows an at sign`() {
        #expect(RunName("a b@12")?.id == "a b")
        #expect(RunName("a b@12")?.attempt == 12)
    }

    @Test(arguments: ["", "@", "@1", "a@", "a@0", "a@-1", "a@1@2", "a@b", "a@99999999999999999999"])
    func `What names no run is refused`(text: String) {
        #expect(RunName(text) == nil)
    }
}

import Testing

@testable import RunStore

struct RunOwnerTests {
    @Test func `This process is alive`() {
        #expect(RunOwner.current.mayBeAlive)
        #expect(RunOwner(RunOwner.current.text) == RunOwner.current)
    }

    @Test func `A later process with the same number is another one`() {
        var owner = RunOwner.current
        owner.startTicks += "1"
        #expect(!owner.mayBeAlive)
    }

    @Test func `A process of another boot is gone`() {
        var owner = RunOwner.current
        owner.bootID = "another"
        #expect(!owner.mayBeAlive)
    }

    @Test func `A process that cannot be seen counts as alive`() {
        var owner = RunOwner.current
        owner.namespace = "pid:[1]"
        owner.processID = 99_999_999
        #expect(owner.mayBeAlive)
    }

    @Test func `A number that no process has is gone`() {
        var owner = RunOwner.current
        owner.processID = 99_999_999
        #expect(!owner.mayBeAlive)
    }

    @Test(arguments: ["", "a b c", "a b c d", "a b 7 d e"])
    func `Text that names no process is refused`(text: String) {
        #expect(RunOwner(text) == nil)
    }
}

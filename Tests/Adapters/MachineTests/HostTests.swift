import LabModel
import Testing

@testable import Machine

@Suite struct HostTests {
    @Test func bootIDIsTheKernels() throws {
        let id = Host.bootID
        #expect(id.count == 36)
        #expect(id == Host.bootID)
    }

    @Test func readsTheFirstMatchingLine() {
        let text = "processor : 0\nmodel name\t: AMD  EPYC\nmodel name : other\n"
        #expect(Host.value("model name", separator: ":", of: text) == "AMD EPYC")
        #expect(Host.value("PRETTY_NAME", separator: "=", of: "ID=x\nPRETTY_NAME=\"Debian 12\"\n") == "Debian 12")
        #expect(Host.value("absent", separator: ":", of: text) == nil)
    }

    @Test func factsNameTheMachine() {
        let facts = Host.facts()
        #expect(facts["cores"] == .integer(Host.cores))
        #expect(Set(["hostname", "kernel", "memory_mb"]).isSubset(of: facts.keys))
    }
}

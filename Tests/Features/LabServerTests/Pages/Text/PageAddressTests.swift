import Foundation
import RunStore
import Testing

@testable import LabServer

@Suite("Addresses of pages")
struct PageAddressTests {
    private let uuid = "019378a1-0c5e-7b2a-9d3f-000000000001"

    @Test("encode all but plain characters")
    func encoding() {
        #expect(PageAddress.encoded("test-1_a.b~c@2") == "test-1_a.b~c@2")
        #expect(PageAddress.encoded("a b/ü?#&\"<\n") == "a%20b%2F%C3%BC%3F%23%26%22%3C%0A")
        for scalar in (0...0x2FF).compactMap(Unicode.Scalar.init) {
            let text = String(Character(scalar))
            #expect(PageAddress.encoded(text).removingPercentEncoding == text)
        }
    }

    @Test("name a run by its name, or by its uuid where that is long, has a slash or a comma")
    func runs() {
        #expect(PageAddress.run(name: "first@2", uuid: uuid) == "/runs/first@2")
        #expect(PageAddress.run(name: "a/b@1", uuid: uuid) == "/runs/\(uuid)")
        #expect(PageAddress.run(name: "a,b@1", uuid: uuid) == "/runs/\(uuid)")
        let longest = String(repeating: "x", count: 78) + "@1"
        #expect(PageAddress.run(name: longest, uuid: uuid) == "/runs/\(longest)")
        #expect(PageAddress.run(name: "x" + longest, uuid: uuid) == "/runs/\(uuid)")
    }

    @Test("leave empty parameters out")
    func parameters() {
        #expect(PageAddress.path("/a", []) == "/a")
        #expect(PageAddress.path("/a", [("b", ""), ("c", "")]) == "/a")
        #expect(PageAddress.path("/a", [("b", "1&2"), ("b", "3"), ("c", "")]) == "/a?b=1%262&b=3")
    }

    @Test("of a list keep what was asked for")
    func lists() {
        var query = RunQuery()
        #expect(query.address(page: 1) == "/")
        #expect(query.address(page: 3) == "/?page=3")
        #expect(!query.isNarrowing)
        query.search = "a b"
        query.providers = ["one", "two"]
        query.state = .partial
        query.sweep = "s"
        query.perPage = 20
        #expect(
            query.address(RunOrder(.dropped, isDescending: true))
                == "/?search=a%20b&provider=one&provider=two&state=partial&sweep=s&sort=-dropped&per_page=20"
        )
        #expect(query.address(RunOrder(.id)).contains("sort=id&"))
        #expect(query.isNarrowing)
    }
}

import LabModel
import LabServer
import LabTesting
import Machine
import RunStore
import Testing

/// What people do with pages, in a real browser.
@Suite("Use of pages", .realTime, .timeLimit(.minutes(60)), .serialized)
struct PageUseTests {
    @Test("by keyboard alone reaches everything, and shows where one is")
    func keyboard() async throws {
        let planted = try PlantedStore(attempts: 1, seconds: 8)
        try await ServedPages.serving(planted.store) { served in
            try await Browser.with { browser in
                for page in PagePictureTests.pages {
                    try await browser.open(served.url(page.path))
                    let stops = try await browser.tabStops()
                    #expect(stops.first?.name == "a Skip to the content", "\(page.name)")
                    #expect(stops.filter { !$0.isShown } == [], "\(page.name)")
                    #expect(stops.filter { !$0.isInView } == [], "\(page.name)")
                    #expect(try await browser.elementsWithoutTabStop() == [], "\(page.name)")
                }
                try await browser.open(served.url("/"))
                try await browser.press(.tab)
                try await browser.press(.enter)
                #expect(try await browser.value("return document.activeElement.id", as: String.self) == "content")
                try await browser.press("/")
                #expect(try await browser.value("return document.activeElement.name", as: String.self) == "search")
            }
        }
    }

    @Test("searches, sorts and compares runs")
    func compares() async throws {
        let planted = try PlantedStore(attempts: 2, seconds: 8)
        try await ServedPages.serving(planted.store) { served in
            try await Browser.with { browser in
                try await browser.open(served.url("/"))
                try await browser.type("direct", into: "input[name=search]")
                try await browser.press(.enter)
                try await browser.until("location.search.includes('search=direct')")
                #expect(try await browser.texts("tbody th") == ["evening-direct@2", "evening-direct@1"])
                #expect(try await browser.text(".about") == "2 runs that fit, of 6.")
                try await browser.open(served.url("/"))
                try await browser.click("thead th:nth-of-type(4) a")
                try await browser.until("location.search.includes('sort=-signal_delay')")
                let sorted = try await browser.texts("tbody tr:first-child th, tbody tr:last-child th")
                #expect(sorted == ["evening-cloud-one@2", "evening-direct@1"])
                #expect(try await browser.count("th[aria-sort=descending]") == 1)
                #expect(try await browser.text(".chosen") == "Tick two or more runs.")
                #expect(try await browser.count("button.main:disabled") == 1)
                try await browser.click("input[value='evening-direct@1']")
                #expect(try await browser.text("form.runs button.main") == "Open")
                try await browser.click("input[value='evening-cloud-one@1']")
                #expect(try await browser.text(".chosen") == "2 runs ticked.")
                try await browser.click("form.runs button.main")
                try await browser.until("location.pathname==='/compare'")
                #expect(try await browser.text("h1") == "Compare")
                #expect(try await browser.text(".about") == "2 runs in 2 sets.")
                #expect(try await browser.takeConsoleComplaints() == [])
            }
        }
    }

    @Test("signs in with the token, and out again")
    func signsIn() async throws {
        let planted = try PlantedStore(attempts: 1, seconds: 8)
        let token = "correct-horse-battery-staple"
        let outcome = try await BuiltExecutable.shell("umask 077; echo \(token) >token", in: planted.folder.path)
        #expect(outcome.exitCode == 0)
        var settings = LabServerSettings()
        settings.tokenFile = planted.folder.file("token")
        try await ServedPages.serving(planted.store, settings) { served in
            try await Browser.with { browser in
                try await browser.open(served.url("/providers?x=1"))
                #expect(try await browser.text("h1") == "Sign in")
                #expect(try await browser.count("nav") == 0)
                try await browser.keepPicture("page-sign-in")
                try await browser.type("wrong-horse-battery-staple", into: "input[name=token]")
                try await browser.press(.enter)
                try await browser.until("document.querySelector('.wrong')")
                try await browser.keepPicture("page-sign-in-wrong")
                #expect(try await browser.value("return document.activeElement.name", as: String.self) == "token")
                try await browser.type(token, into: "input[name=token]")
                try await browser.press(.enter)
                try await browser.until("location.pathname==='/providers'&&location.search==='?x=1'")
                #expect(try await browser.text("h1") == "Providers")
                try await browser.click(".sign-out button")
                try await browser.until("location.pathname==='/login'")
                try await browser.open(served.url("/"))
                #expect(try await browser.text("h1") == "Sign in")
            }
        }
    }

    @Test("works without scripts")
    func withoutScripts() async throws {
        let planted = try PlantedStore(attempts: 1, seconds: 8)
        let running = try RunningRun("tonight", provider: "direct", in: planted.store, delayMs: 41)
        try await ServedPages.serving(planted.store) { served in
            try await Browser.with { browser in
                try await browser.allowScripts(false)
                try await browser.open(served.url("/live"))
                try await browser.keepPicture("live-without-scripts")
                try await browser.open(served.url("/"))
                try await browser.click("input[value='evening-direct@1']")
                try await browser.click("input[value='evening-cloud-one@1']")
                try await browser.click("form.runs button.main")
                // Without scripts nothing can be asked of the page itself: its address tells when it is there.
                let compared = "/compare?run=evening-cloud-one%401&run=evening-direct%401"
                let clock = SystemClock()
                let deadline = clock.monotonicNow() + .untilItHangs
                while try await !browser.address().hasSuffix(compared), clock.monotonicNow() < deadline {
                    try await clock.sleep(for: .milliseconds(20))
                }
                #expect(try await browser.address().hasSuffix(compared))
            }
        }
        try await running.end(in: planted.store)
    }
}

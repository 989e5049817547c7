import Foundation
import LabModel
import LabTesting
import Testing

/// The browser that tests look at pages with, on pages whose faults are known.
@Suite("Browser", .realTime, .timeLimit(.minutes(60)))
struct BrowserTests {
    /// A page in an address, so that no server is needed.
    private func page(_ body: String) -> String {
        let html =
            "<!DOCTYPE html><html lang=en><meta name=viewport content='width=device-width'><title>t</title>\(body)"
        return "data:text/html;base64,\(Data(html.utf8).base64EncodedString())"
    }

    @Test("reads, clicks, types and presses keys")
    func uses() async throws {
        try await Browser.with { browser in
            try await browser.open(
                page(
                    """
                    <p class=a> one </p><p class=a>two</p><input id=i value=old>
                    <button onclick="document.title='clicked'">b</button>
                    <script>document.getElementById('i').onkeydown=e=>{document.title+=' '+e.key+(e.shiftKey?'+':'')}</script>
                    """
                )
            )
            #expect(try await browser.texts(".a") == ["one", "two"])
            #expect(try await browser.text(".a") == "one")
            #expect(try await browser.text(".none") == nil)
            #expect(try await browser.count("p") == 2)
            try await browser.click("button")
            #expect(try await browser.value("return document.title", as: String.self) == "clicked")
            try await browser.type("né \"w\"", into: "#i")
            #expect(try await browser.value("return document.getElementById('i').value", as: String.self) == "né \"w\"")
            try await browser.run("document.title='';document.getElementById('i').focus()")
            try await browser.press(.left)
            try await browser.press("x")
            try await browser.press(.home, withShift: true)
            try await browser.until("document.title.length>0")
            let keys = try await browser.value("return document.title", as: String.self)
            #expect(keys == "ArrowLeft x Shift+ Home+")
        }
    }

    @Test("tells what keeps people from a page who do not see it")
    func accessibility() async throws {
        try await Browser.with { browser in
            try await browser.open(page("<main><h1>h</h1><img src='data:,' alt=a><label>l <input></label></main>"))
            #expect(try await browser.accessibilityFaults() == [])
            try await browser.open(
                page(
                    """
                    <main><h1>h</h1><img id=i src='data:,'><p style='color:#888;background:#999'>grey on grey</p>
                    <input></main>
                    """
                )
            )
            let faults = try await browser.accessibilityFaults()
            #expect(faults.map { $0.prefix { $0 != ":" } } == ["color-contrast p", "image-alt #i", "label input"])
        }
    }

    @Test("tells what is wrong with a page")
    func audits() async throws {
        try await Browser.with(width: 390) { browser in
            try await browser.open(page("<p>fits</p>"))
            #expect(try await browser.elementsTooWide() == [])
            #expect(try await browser.takeConsoleComplaints() == [])
            try await browser.open(
                page(
                    """
                    <style>#bare:focus{outline:none} #far{position:absolute;left:600px}</style>
                    <a id=first href='#'>first</a><button id=bare>bare</button><button disabled>never</button>
                    <button tabindex=-1>skipped</button><a id=last href='#'>last</a><div id=far>far</div>
                    <script>console.log('quiet');console.error('loud');undefined.x</script>
                    """
                )
            )
            #expect(try await browser.elementsTooWide().first?.hasPrefix("DIV#far") == true)
            let stops = try await browser.tabStops()
            #expect(stops.map(\.name) == ["a#first first", "button#bare bare", "a#last last"])
            #expect(stops.map(\.isShown) == [true, false, true])
            #expect(stops.allSatisfy { $0.isInView })
            #expect(try await browser.elementsWithoutTabStop() == [])
            try await browser.run("document.body.insertAdjacentHTML('beforeend','<button id=new>new</button>')")
            #expect(try await browser.elementsWithoutTabStop() == ["BUTTON#new new"])
            let complaints = try await browser.takeConsoleComplaints()
            #expect(complaints.count == 2)
            #expect(complaints.allSatisfy { $0.level == "SEVERE" })
            #expect(complaints.contains { $0.message.contains("loud") })
            #expect(try await browser.takeConsole() == [])
        }
    }

    @Test("keeps a picture of the whole page, in the size and colours asked for")
    func pictures() async throws {
        try await Browser.with(width: 390) { browser in
            try await browser.open(
                page("<style>@media (prefers-color-scheme:dark){p{width:9px}}</style><p style='height:3000px'>p")
            )
            try await browser.prefer(.dark, hasReducedMotion: true)
            let width = "return getComputedStyle(document.querySelector('p')).width"
            #expect(try await browser.value(width, as: String.self) == "9px")
            let reduced = "return matchMedia('(prefers-reduced-motion: reduce)').matches"
            #expect(try await browser.value(reduced, as: Bool.self))
            let file = try await browser.keepPicture("browser-tests")
            let bytes = try Data(contentsOf: URL(filePath: file))
            let numbers = bytes[16..<24].map(Int.init)
            #expect(numbers[0..<4].reduce(0) { $0 * 256 + $1 } == 390)
            #expect(numbers[4..<8].reduce(0) { $0 * 256 + $1 } > 3_000)
            try await browser.prefer(.light, isPrinted: true)
            #expect(try await browser.value("return matchMedia('print').matches", as: Bool.self))
            #expect(try await browser.value(width, as: String.self) != "9px")
        }
    }

    @Test("hands on what scripts throw and what cannot be done")
    func failures() async throws {
        try await Browser.with { browser in
            try await browser.open(page("<button id=under>u</button>"))
            await expect("javascript error: no such thing") {
                try await browser.run("throw new Error('no such thing')")
            }
            await expect("no such element") { try await browser.click("#none") }
            await expect("never true: 1 > 2") { try await browser.until("1 > 2", limit: .milliseconds(1)) }
            await expect("gave {\"value\":\"text\"}") { _ = try await browser.value("return 'text'", as: Int.self) }
            try await browser.run(
                "document.body.insertAdjacentHTML('beforeend','<div style=\"position:fixed;inset:0\">')"
            )
            await expect("click intercepted") { try await browser.click("#under") }
        }
    }

    private func expect(_ words: String, _ work: () async throws -> Void) async {
        do {
            try await work()
            Issue.record("nothing failed; expected \(words)")
        } catch {
            #expect("\(error)".contains(words))
        }
    }
}

import LabModel
import LabTesting
import Testing

/// A measurement started and stopped from the dashboard's page, in a real browser, by the built executables.
@Suite("Measuring from the dashboard", .realTime, .timeLimit(.minutes(60)))
struct ServePagesTests {
    @Test("the page starts a measurement, shows it live and stops it; its run is stored with what it has")
    func startAndStop() async throws {
        let folder = try TemporaryFolder()
        let port = try LoopbackPort.free()
        let server = try await ServerProcess.start(
            [BuiltExecutable("glasslab").path, "serve", "--port", "\(port)", "--db", folder.file("lab.sqlite")],
            in: folder,
            ready: [.tcp(port: port)],
            hasWorkers: true
        )
        do {
            try await Browser.with { browser in
                try await measure(browser, at: "http://127.0.0.1:\(port)")
            }
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private func measure(_ browser: Browser, at address: String) async throws {
        try await browser.open("\(address)/")
        #expect(try await browser.text(".empty h2") == "No run is stored yet")
        try await browser.open("\(address)/measure")
        try await browser.type("from-a-page", into: "input[name=id]")
        try await browser.type("600", into: "input[name=duration_s]")
        try await browser.type("320x240", into: "input[name=size]")
        try await browser.click(".measure button")
        try await browser.until("document.querySelector('.measurement [data-part=state]')")
        #expect(try await browser.text(".measurement [data-part=state]") == "running")
        // A second one is refused while it runs, and what was typed stays.
        try await browser.type("another", into: "input[name=id]")
        try await browser.click(".measure button")
        try await browser.until("document.querySelector('.trouble')")
        #expect(try await browser.text(".trouble p")?.hasPrefix("A measurement runs already.") == true)
        #expect(
            try await browser.value("return document.querySelector('[name=id]').value", as: String.self) == "another"
        )
        try await browser.open("\(address)/live")
        try await browser.until("/^[1-9]/.test((document.querySelector('#live [data-part=fps]')||{}).textContent)")
        #expect(try await browser.text("#live [data-part=name]") == "from-a-page@1")
        try await browser.keepPicture("measuring-live")
        try await browser.click(".measurement form button")
        try await browser.until("location.pathname==='/measure'")
        try await browser.until(
            "document.querySelector('.measurement [data-part=state]').textContent==='done in part'"
        )
        try await browser.keepPicture("measuring-stopped")
        try await browser.click(".measurement h3 a")
        try await browser.until("location.pathname==='/runs/from-a-page'")
        #expect(try await browser.text(".about .state") == "ended early")
        let complaints = try await browser.takeConsoleComplaints()
        #expect(complaints.filter { !$0.message.contains("status of 409") } == [])
    }
}

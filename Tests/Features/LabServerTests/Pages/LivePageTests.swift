import Foundation
import LabModel
import LabTesting
import Machine
import RunStore
import Testing

@testable import LabServer

/// The live view in a real browser, over a run that this process measures.
@Suite("The live view", .realTime, .timeLimit(.minutes(60)), .serialized)
struct LivePageTests {
    @Test("shows new frames by itself, in its card and in its chart")
    func updates() async throws {
        let planted = try PlantedStore(attempts: 0)
        try await ServedPages.serving(planted.store) { served in
            try await Browser.with { browser in
                // Only the last two minutes are kept, and a browser on a busy machine may take longer to start.
                let running = try RunningRun("tonight", provider: "direct", in: planted.store, delayMs: 41)
                try await Self.wait(for: running, in: planted.store)
                try await browser.open(served.url("/live"))
                try await browser.until("glasslabCharts.get('live-delay')")
                #expect(try await browser.text("h1") == "Live")
                #expect(try await browser.text("#live-count") == "1 run.")
                #expect(try await browser.text("[data-part=name]") == "tonight@1")
                var ages: [Double] = []
                for turn in 1...6 {
                    let delay = 100 + Double(turn) * 10
                    let received = SystemClock().now()
                    running.receive(750 + turn, delayMs: delay)
                    try await browser.until("\(Self.newest)>=\(delay - 0.001)")
                    ages.append((SystemClock().now() - received).seconds)
                }
                #expect(try await browser.text("[data-part=range]") == "41.00 to 160.0 ms")
                #expect(try await browser.value("return \(Self.newest)", as: Double.self).rounded() == 160)
                // The least of them, and with room: the others say how busy the machine is. The file says how soon it was.
                #expect(try #require(ages.min()) < 5, "\(ages)")
                try KeptPictures.keep("seconds until seen: \(ages.sorted())\n", as: "live-update.txt")
                try await browser.keepPicture("live-updated")
                #expect(try await browser.takeConsoleComplaints() == [])
                try await running.end(in: planted.store)
            }
        }
    }

    /// Waits until the frames that a run begins with are stored, which its writer does in its own time.
    private static func wait(for run: RunningRun, in store: RunStore) async throws {
        let clock = SystemClock()
        let deadline = clock.monotonicNow() + .untilItHangs
        while try store.samples(of: run.run).count < 750, clock.monotonicNow() < deadline {
            try await clock.sleep(for: .milliseconds(10))
        }
    }

    /// The greatest delay of the newest half second in the chart.
    private static let newest = "glasslabCharts.get('live-delay').data.series[0].high.at(-1)"

    @Test("draws cards as the server does, adds what begins and keeps what has ended")
    func comesAndGoes() async throws {
        let planted = try PlantedStore(attempts: 0)
        try await ServedPages.serving(planted.store) { served in
            try await Browser.with { browser in
                let first = try RunningRun("first", provider: "direct", in: planted.store, delayMs: 41)
                try await Self.wait(for: first, in: planted.store)
                try await browser.open(served.url("/measure"))
                try await browser.open(served.url("/live"))
                try await browser.until("glasslabCharts.get('live-delay')")
                let drawn = try await browser.value(Self.curves, as: [String].self)
                let sent = try await browser.value(Self.sentCurves, as: [String].self)
                #expect(drawn == sent)
                #expect(drawn.allSatisfy { $0.hasPrefix("M") })
                let second = try RunningRun("second <b>", provider: "cloud", in: planted.store, delayMs: 90)
                try await browser.until("document.querySelectorAll('#live .live-card').length===2")
                #expect(try await browser.texts("#live [data-part=name]") == ["first@1", "second <b>@1"])
                #expect(try await browser.text("nav .badge") == "2")
                #expect(try await browser.count("#live .c0") == 1)
                #expect(try await browser.count("#live .c1") == 1)
                try await first.end(in: planted.store)
                try await browser.until("document.querySelectorAll('#live .live-card').length===1")
                #expect(try await browser.texts("#live-ended li a") == ["first@1"])
                #expect(try await browser.count("#live .c1") == 1)
                try await second.end(in: planted.store)
                try await browser.until("!document.getElementById('live-empty').hidden")
                #expect(try await browser.value("return document.title", as: String.self) == "Live · Glasslab")
                #expect(try await browser.takeConsoleComplaints() == [])
            }
        }
    }

    /// The curves that the page's script drew.
    private static let curves =
        "return Array.from(document.querySelectorAll('#live path'),path=>path.getAttribute('d'))"
    /// Those that the server draws of the same frames.
    private static let sentCurves = """
        const request=new XMLHttpRequest();request.open('GET','/live',false);request.send();
        const page=new DOMParser().parseFromString(request.responseText,'text/html');
        return Array.from(page.querySelectorAll('#live path'),path=>path.getAttribute('d'));
        """

    @Test("shows what is started from here, and what became of it, without being loaded again")
    func startedFromHere() async throws {
        let planted = try PlantedStore(attempts: 0)
        let folder = try TemporaryFolder()
        var settings = LabServerSettings()
        settings.launcher = folder.file("launcher")
        settings.providers = [Provider(name: "direct", playback: "/live.ts")]
        // It measures until the test lets it end.
        try folder.program("launcher", "#!/bin/sh\nread line < '\(folder.file("end"))'\n")
        #expect(try await BuiltExecutable.onPath(["mkfifo", folder.file("end")]).exitCode == 0)
        try await ServedPages.serving(planted.store, settings) { served in
            try await Browser.with { browser in
                try await browser.open(served.url("/live"))
                #expect(try await browser.value("return document.getElementById('measurements').hidden", as: Bool.self))
                for number in 1...6 {
                    let status = try await browser.value(Self.start(number), as: Int.self)
                    try #require(status == 201)
                    let card = "document.querySelector('#measurements .measurement')"
                    try await browser.until(
                        "\(card)&&\(card).matches('[data-number=\"\(number)\"][data-state=running]')"
                    )
                    if number == 6 {
                        try await browser.keepPicture("live-started")
                    }
                    // Writing to the pipe waits for its reader.
                    #expect(try await BuiltExecutable.shell("echo > '\(folder.file("end"))'").exitCode == 0)
                    try await browser.until("\(card).matches('[data-number=\"\(number)\"][data-state=ended]')")
                }
                let names = try await browser.texts("#measurements .measurement h3 bdi")
                #expect(names == (2...6).reversed().map { "from-here-\($0)" })
                #expect(try await browser.takeConsoleComplaints() == [])
            }
        }
    }

    /// Starts a measurement as a program does; gives the answer's status.
    private static func start(_ number: Int) -> String {
        """
        const ask=(method,path,body,token)=>{const r=new XMLHttpRequest();r.open(method,path,false);
        if(token){r.setRequestHeader('X-CSRF-Token',token);r.setRequestHeader('Content-Type','application/json');}
        r.send(body);return r;};
        const token=JSON.parse(ask('GET','/api/session').responseText).csrf_token;
        return ask('POST','/api/measurements','{"id":"from-here-\(number)"}',token).status;
        """
    }

    @Test("loads again where the feed is refused")
    func refused() async throws {
        let planted = try PlantedStore(attempts: 0)
        var settings = LabServerSettings()
        settings.viewers = 0
        try await ServedPages.serving(planted.store, settings) { served in
            try await Browser.with { browser in
                try await browser.open(served.url("/live"))
                try await browser.until("document.getElementById('live-link').textContent!==''")
                _ = try await browser.value("window.isOld=true;return true", as: Bool.self)
                try await browser.until("!window.isOld")
            }
        }
    }

    @Test("says when the server is gone")
    func gone() async throws {
        let planted = try PlantedStore(attempts: 0)
        try await Browser.with { browser in
            try await ServedPages.serving(planted.store) { served in
                try await browser.open(served.url("/live"))
                #expect(try await browser.text("#live-link") == "")
            }
            try await browser.until(
                "document.getElementById('live-link').textContent.startsWith('The connection is lost')"
            )
        }
    }
}

import LabModel
import LabServer
import LabTesting
import RunStore
import Testing

/// Every page in a real browser: nothing complained of, nothing too wide, nothing in the way of those who see or hear less.
///
/// Their pictures are kept to be looked at.
@Suite("Pages in a browser", .realTime, .timeLimit(.minutes(60)), .serialized)
struct PagePictureTests {
    @Test("look right on desktop and phone, in the light and in the dark")
    func pictures() async throws {
        let planted = try PlantedStore()
        try planted.addTroubled()
        let running = try [
            RunningRun("tonight-direct", provider: "direct", in: planted.store, delayMs: 41),
            RunningRun("tonight-cloud", provider: "cloud-one", in: planted.store, past: 90, delayMs: 73),
        ]
        try await ServedPages.serving(planted.store, Self.settings) { served in
            try await Browser.with { browser in
                for page in Self.pages {
                    try await browser.open(served.url(page.path))
                    for (size, width, scheme) in Self.looks {
                        try await browser.resize(width: width, height: 844)
                        try await browser.prefer(scheme)
                        try await browser.keepPicture("page-\(page.name)-\(size)-\(scheme)")
                        #expect(try await browser.elementsTooWide() == [], "\(page.name) on \(size)")
                        #expect(try await browser.accessibilityFaults() == [], "\(page.name) on \(size), \(scheme)")
                    }
                    let complaints = try await browser.takeConsoleComplaints()
                    #expect(complaints.filter { !$0.message.contains("status of 404") } == [], "\(page.name)")
                }
            }
        }
        for run in running {
            try await run.end(in: planted.store)
        }
    }

    private static let looks: [(size: String, width: Int, scheme: Browser.Scheme)] = [
        ("desk", 1_280, .light), ("desk", 1_280, .dark), ("phone", 390, .light),
    ]

    private static var settings: LabServerSettings {
        var settings = LabServerSettings()
        settings.version = "1.4.0"
        settings.providers = [
            Provider(name: "direct", playback: "/live.ts", notes: "Straight from the streamer."),
            Provider(
                name: "cloud-one",
                push: ["rtmp://ingest.example/${KEY}"],
                playback: "https://cdn.example/live/stream.m3u8",
                playbackProtocol: .lowLatencyHLS
            ),
        ]
        var prices = PriceList(currency: "EUR")
        prices.date = "2026-11-01"
        prices.perHour = 2.4
        prices.perViewerHour = 0.03
        settings.providers[1].prices = prices
        return settings
    }

    static let pages = [
        (name: "runs", path: "/"), (name: "runs-none", path: "/?search=nothing"), (name: "live", path: "/live"),
        (name: "run", path: "/runs/evening-direct@2"), (name: "compare", path: "/compare"),
        (name: "compared", path: "/compare?provider=direct&provider=nginx-rtmp&provider=cloud-one"),
        (name: "providers", path: "/providers"), (name: "measure", path: "/measure"), (name: "login", path: "/login"),
        (name: "missing", path: "/runs/nobody"),
    ]
}

import LabModel
import Reporting

@testable import LabServer
@testable import RunStore

/// Values whose every part is known, for views.
enum Known {
    static let start = WallTime(nanoseconds: 1_795_000_000_000_000_000)
    static let uuid = "019378a1-0c5e-7b2a-9d3f-000000000001"
    /// What a hostile run or file might say.
    static let hostile =
        "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u{202E}gnp.exe\u{0}{{frame.title}}"

    static func listing(_ id: String) -> RunListing {
        RunListing(
            uuid: uuid,
            id: id,
            attempt: 1,
            analysisNumber: 0,
            provider: "direct",
            startedAt: start,
            state: .complete,
            endReason: .duration,
            figures: RunListing.Figures(
                durationS: 10,
                received: 250,
                dropped: 3,
                frameDelayP50Ms: 41.5,
                frameDelayP95Ms: 60,
                signalDelayP95Ms: 62.25,
                operatingDelayMs: 70,
                clockErrorBoundMs: 0.4,
                warnings: 2
            )
        )
    }

    static func manifest(_ text: String) -> RunManifest {
        RunManifest(
            uuid: uuid,
            id: text,
            attempt: 1,
            provider: text,
            url: text,
            startedAt: start,
            settings: ["text": .text(text)],
            versions: ["glasslab": text],
            machine: ["cpu": .text(text)]
        )
    }

    static func liveRun(_ text: String) -> LiveRun {
        var run = LiveRun(
            uuid: uuid,
            name: "\(text)@1",
            id: text,
            attempt: 1,
            provider: text,
            startedAt: start.iso8601,
            elapsedS: 65,
            fps: 24.96,
            decoded: 1_625,
            dropped: 1_234,
            unreadable: 0,
            points: []
        )
        run.ageS = 0.25
        run.frameDelayMs = 41.234
        run.event = text
        return run
    }

    static func measurement(_ text: String, _ state: Measurement.State, exitCode: Int? = nil) -> Measurement {
        var order = MeasurementOrder()
        order.id = text
        order.provider = text
        order.link = text
        var measurement = Measurement(
            number: 7,
            order: order,
            state: state,
            startedAt: start.iso8601,
            messages: [text, "second"]
        )
        measurement.exitCode = exitCode
        return measurement
    }

    static func provider(_ text: String) -> Provider {
        var prices = PriceList(currency: text)
        prices.perHour = 2.5
        prices.date = text
        return Provider(name: text, push: [text], playback: text, prices: prices, notes: text)
    }
}

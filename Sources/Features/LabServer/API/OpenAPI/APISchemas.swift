import LabModel
import RunStore

/// What the API's answers consist of, by name.
enum APISchemas {
    static let all: [String: APISchema] = [
        "Problem": problem, "Run": run, "RunList": runList, "RunDetail": runDetail, "Samples": samples,
        "LiveSnapshot": liveSnapshot, "LiveRun": liveRun, "LivePoint": livePoint, "Provider": provider,
        "ProviderList": .object(["providers": .list(.named("Provider"))]),
        "SweepList": .object(["sweeps": .list(.named("Sweep"))]),
        "Sweep": .object(["name": .text(), "runs": .whole(), "complete": .whole(), "newest": .text()]),
        "Measurement": measurement, "MeasurementOrder": order,
        "MeasurementList": .object(["measurements": .list(.named("Measurement"))]),
        "Session": .object([
            "csrf_token": .text(), "needs_token": .flag, "is_signed_in": .flag, "version": .text(), "database": .text(),
        ]),
        "Health": .object(["status": .text(choices: ["ok"])]),
    ]

    private static let problem = APISchema.object([
        "error": .object(["what": .text(), "place": .orNull(.text()), "remedy": .orNull(.text())])
    ])

    private static let milliseconds = APISchema.orNull(.number())

    private static let run = APISchema.object([
        "uuid": .text(), "name": .text(), "id": .text(), "attempt": .whole(), "analysis_number": .whole(),
        "provider": .text(), "started_at": .text(), "state": .text(choices: RunState.allCases.map(\.rawValue)),
        "end_reason": .orNull(.text()), "sweep": .orNull(.text()), "duration_s": milliseconds,
        "received": .orNull(.whole()), "dropped": .orNull(.whole()), "frame_delay_p50_ms": milliseconds,
        "frame_delay_p95_ms": milliseconds, "signal_delay_p95_ms": milliseconds, "is_signal_delay_lower_bound": .flag,
        "operating_delay_ms": milliseconds, "is_operating_delay_lower_bound": .flag,
        "clock_error_bound_ms": milliseconds, "warnings": .orNull(.whole()),
    ])

    private static let runList = APISchema.object([
        "runs": .list(.named("Run")), "total": .whole(), "page": .whole(), "pages": .whole(), "per_page": .whole(),
    ])

    /// The summary's own keys are those of docs/formats.md.
    private static let runDetail = APISchema.object([
        "run": .named("Run"), "settings": .dictionary(.anything), "summary": .orNull(.dictionary(.anything)),
    ])

    private static let samples = APISchema.object([
        "name": .text(), "samples": .whole(), "is_reduced": .flag,
        "points": .list(.object(["t_s": .number(), "frame_delay_ms": .orNull(.number())])),
    ])

    private static let liveSnapshot = APISchema.object(["at": .text(), "runs": .list(.named("LiveRun"))])

    private static let liveRun = APISchema.object([
        "uuid": .text(), "name": .text(), "id": .text(), "attempt": .whole(), "provider": .text(),
        "started_at": .text(), "elapsed_s": .number(), "age_s": .orNull(.number()), "fps": .number(),
        "frame_delay_ms": milliseconds, "clock_error_bound_ms": milliseconds, "decoded": .whole(), "dropped": .whole(),
        "unreadable": .whole(), "event": .orNull(.text()), "points": .list(.named("LivePoint")),
    ])

    private static let livePoint = APISchema.object([
        "t_s": .number(), "frames": .whole(), "dropped": .whole(), "min_ms": milliseconds, "p50_ms": milliseconds,
        "max_ms": milliseconds,
    ])

    private static let provider = APISchema.object([
        "name": .text(), "definition": .orNull(.dictionary(.anything)), "runs": .whole(), "complete": .whole(),
        "newest": .orNull(.text()), "newest_name": .orNull(.text()), "frame_delay_p50_ms": milliseconds,
        "signal_delay_p95_ms": milliseconds, "is_signal_delay_lower_bound": .flag, "operating_delay_ms": milliseconds,
        "is_operating_delay_lower_bound": .flag,
    ])

    private static let measurement = APISchema.object([
        "number": .whole(), "order": .named("MeasurementOrder"),
        "state": .text(choices: Measurement.State.allCases.map(\.rawValue)), "started_at": .text(),
        "ended_at": .orNull(.text()), "exit_code": .orNull(.whole()), "messages": .list(.text()),
    ])

    /// What may be left out is as `start-task-and-client` has it, but for the size.
    private static let order = APISchema.options(
        [
            "id": .text(maximum: 200), "provider": .text(maximum: 64), "duration_s": .number(1...86_400),
            "size": .text(maximum: 20), "fps": .text(maximum: 20),
            "codec": .text(choices: VideoCodec.allCases.map(\.rawValue)), "bitrate": .text(maximum: 20),
            "link": .text(maximum: 500),
        ],
        required: ["id"]
    )
}

import Reporting
import Testing

@Suite struct ProviderTableTests {
    private static let rows: [ProviderTable.Row] = {
        var direct = ProviderTable.Row(provider: "direct", run: "x", end: "duration")
        (direct.place, direct.operatingDelayMs, direct.signalP95Ms) = (1, 12.345, 6.5)
        (direct.frameP50Ms, direct.toControlMs, direct.received, direct.dropped) = (4.35, 0.1, 300, 0)
        var hls = ProviderTable.Row(provider: "hls", run: "x@2", end: "stalled")
        (hls.place, hls.operatingDelayMs, hls.signalP95Ms, hls.isSignalLowerBound) = (2, 1_262, 1_219.4, true)
        (hls.toControlMs, hls.isOperatingLowerBound) = (-776.4, true)
        return [direct, hls, ProviderTable.Row(provider: "a\u{1B}[31m", run: "x@3", end: "failed")]
    }()

    @Test func standsSideBySide() {
        let table = ProviderTable.render(Self.rows, showsOperatingDelay: true, style: .init())
        #expect(
            table == """
                   provider  run  operating  signal p95  frame p50  to control  received  dropped  end
                1  direct    x        12.35        6.50       4.35       +0.10       300        0  duration
                2  hls       x@2      ≥1262       ≥1219          -      -776.4         -        -  stalled
                -  a [31m    x@3          -           -          -           -         -        -  failed

                """
        )
    }

    @Test func leavesOutWhatNobodyHas() {
        var rows = [Self.rows[0]]
        rows[0].toControlMs = nil
        let table = ProviderTable.render(rows, showsOperatingDelay: false, style: .init(colour: true, unicode: false))
        #expect(
            table == """
                \u{1B}[2m   provider  run  signal p95  frame p50  received  dropped  end\u{1B}[0m
                1  direct    x          6.50       4.35       300        0  duration

                """
        )
    }
}

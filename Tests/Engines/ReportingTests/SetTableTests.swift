import Testing

@testable import Reporting

@Suite struct SetTableTests {
    @Test func knownAndUnknownNumbers() {
        let rows = [
            SetTable.Row(
                letter: "A",
                name: "base@*",
                runs: 12,
                mean: 212.34,
                isLowerBound: true,
                spread: 200...230.5,
                deviation: 9.126
            ),
            SetTable.Row(
                letter: "B",
                name: "evil\u{1B}[2J",
                runs: 0,
                mean: nil,
                isLowerBound: false,
                spread: nil,
                deviation: nil
            ),
        ]
        let text = SetTable.render(rows, figure: "signal_delay_ms.p95", unit: "ms", style: TextStyle(unicode: false))
        #expect(
            text == """
                signal_delay_ms.p95, ms
                   runs of   runs     mean  stddev  least   most
                A  base@*      12  >=212.3    9.13  200.0  230.5
                B  evil [2J     0        -       -      -      -

                """
        )
        let told = SetTable.render(rows, figure: "x", unit: "usd", decimals: 3, style: TextStyle(unicode: false))
        #expect(told.contains(">=212.340") && told.contains("9.126") && told.contains("230.500"))
        let plain = SetTable.render([], figure: "frames.dropped", unit: nil, style: TextStyle())
        #expect(plain.hasPrefix("frames.dropped\n"))
    }
}

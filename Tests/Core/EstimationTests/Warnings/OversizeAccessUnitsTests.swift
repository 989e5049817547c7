import LabModel
import Testing

@Suite struct OversizeAccessUnitsTests {
    private func run(bytes: Int) -> Planted {
        var run = Planted(frames: 0..<250)
        run.trace.samples[3].size = ByteCount(bytes)
        run.show(250) { $0.size = ByteCount(90_000) }
        return run
    }

    @Test func above65000Bytes() {
        let warning = run(bytes: 65_001).warning(.oversizeAccessUnits)
        #expect(
            warning?.text
                == "1 access unit above 65000 bytes, the largest 65001: each may cost a frame of delay."
        )
        #expect(warning?.remedy == "Lower the bitrate, or limit keyframes by the buffer of the encoder (VBV).")
        #expect(run(bytes: 65_000).warning(.oversizeAccessUnits) == nil)
    }
}

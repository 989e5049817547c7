import LabModel
import Testing

@testable import Reporting

@Suite struct QualityCSVTests {
    private struct Full: Error {}

    private func text(_ frames: [FrameQuality]) -> String {
        var text = ""
        QualityCSV.write(frames: frames) { text += $0 }
        return text
    }

    private var frame: FrameQuality {
        var (scores, masked) = (PictureScores(), PictureScores())
        (scores.psnrY, scores.psnrU, scores.psnrV, scores.mseY) = (40.5, 41, 42.25, 0.1 + 0.2)
        (scores.ssimY, scores.msSsimY, scores.vmaf) = (0.875, 0.9375, 93.5)
        (masked.psnrY, masked.vmaf) = (1.0 / 3, .leastNonzeroMagnitude)
        let stream = StreamID(rawValue: 7)
        return FrameQuality(
            streamID: stream,
            number: 12,
            pairing: .matched,
            shown: 12,
            scores: scores,
            masked: masked
        )
    }

    @Test func aRowSaysItAll() {
        let header = """
            frame_number,pairing,frame_shown,psnr_y_db,psnr_u_db,psnr_v_db,mse_y,ssim_y,ms_ssim_y,vmaf,masked_psnr_y_db,\
            masked_psnr_u_db,masked_psnr_v_db,masked_mse_y,masked_ssim_y,masked_ms_ssim_y,masked_vmaf,stream_id
            """
        let row = """
            12,matched,12,40.5,41.0,42.25,0.30000000000000004,0.875,0.9375,93.5,0.3333333333333333,,,,,,5e-324,7
            """
        #expect(text([frame]) == "\(header)\r\n\(row)\r\n")
    }

    @Test func whatIsUnknownStaysEmpty() {
        let bare = FrameQuality(
            streamID: StreamID(rawValue: 1),
            number: 0,
            pairing: .displayed,
            shown: nil,
            scores: PictureScores()
        )
        #expect(text([bare]).hasSuffix("\r\n0,displayed,,,,,,,,,,,,,,,,1\r\n"))
    }

    @Test func manyRowsComeInPieces() {
        var pieces: [Int] = []
        QualityCSV.write(frames: Array(repeating: frame, count: 2_000)) { pieces.append($0.utf8.count) }
        #expect(pieces.count > 2 && pieces.allSatisfy { $0 < 65_000 })
        #expect(pieces.reduce(0, +) == text(Array(repeating: frame, count: 2_000)).utf8.count)
    }

    @Test func whatKeepsAPieceFromBeingWrittenIsThrown() {
        #expect(throws: Full.self) {
            try QualityCSV.write(frames: [frame]) { _ in throw Full() }
        }
    }
}

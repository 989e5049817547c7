import Content
import Estimation
import LabModel
import LabTesting
import Marks
import Media
import Testing

@testable import Analysis

/// Pictures that show two players, each with marks of its own.
@Suite struct TwoPlayersTests {
    /// What each picture shows: the control's frame on the left, the tested one on the right; nil without a mark.
    private typealias Pair = (control: Int?, test: Int?)

    private static let player = PixelSize.imageSizes[0]
    private static let controlStream = StreamID(rawValue: 7)
    private static let testStream = StreamID(rawValue: 7)

    private func stream(_ pairs: [Pair], control id: StreamID = controlStream) throws -> [[UInt8]] {
        let size = PixelSize(width: Self.player.width * 2, height: Self.player.height)
        let encoder = try VideoEncoder.open(
            EncoderSettings(
                codec: .h264,
                size: size,
                frameRate: .usual,
                bitrate: DataRate(bitsPerSecond: 4_000_000),
                gop: .seconds(1)
            )
        )
        let muxer = try StreamMuxer.open(.mpegTS, encoder: encoder)
        let picture = try PictureBuffer.make(size: size)
        var painter = try MarkPainter(size: Self.player, format: .qr)
        var renderer = ContentRenderer(seed: 1, size: Self.player)
        var chunks: [[UInt8]] = []
        for (index, pair) in pairs.enumerated() {
            try picture.withPlanes { planes in
                let shown = [(pair.control, id, 0), (pair.test, Self.testStream, Self.player.width)]
                for (number, stream, left) in shown {
                    let player = Self.player(of: planes, left: left)
                    renderer.render(FrameNumber(UInt32(number ?? index)), into: player)
                    if let number {
                        try painter.draw(MarkedStream.stamp(number, stream), into: player)
                    }
                }
            }
            for packet in try encoder.encode(picture, index: Int64(index)) {
                chunks.append(try muxer.write(packet))
            }
        }
        return chunks
    }

    private static func player(of planes: MutablePictureView, left: Int) -> MutablePictureView {
        func part(_ plane: MutablePlaneView, by divisor: Int) -> MutablePlaneView {
            MutablePlaneView(
                base: plane.base + left / divisor,
                width: player.width / divisor,
                height: player.height / divisor,
                stride: plane.stride
            )
        }
        return MutablePictureView(
            luma: part(planes.luma, by: 1),
            chromaBlue: part(planes.chromaBlue, by: 2),
            chromaRed: part(planes.chromaRed, by: 2)
        )
    }

    private func analyse(_ chunks: [[UInt8]], control: PictureHalf?) throws -> AnalysisPipelineTests.Findings {
        try AnalysisPipelineTests().analyse([chunks], control: control)
    }

    private func numbers(_ samples: [Sample]) -> [UInt32?] {
        samples.map { $0.stamp?.number?.rawValue }
    }

    @Test func eachHalfIsReadByItself() throws {
        let chunks = try stream((0..<20).map { ($0 + 7, $0) })
        let findings = try analyse(chunks, control: .left)
        #expect(numbers(findings.samples) == (0..<20).map { $0 })
        #expect(numbers(findings.controls) == (7..<27).map { $0 })
        #expect(findings.controls.map(\.decoded) == findings.samples.map(\.decoded))
        #expect(findings.controls.map(\.presentationTime) == findings.samples.map(\.presentationTime))
        #expect(findings.controls.allSatisfy { $0.clockOffset == .zero })
        #expect(findings.notes.isEmpty)
    }

    @Test func theOtherHalfIsUnderTest() throws {
        let chunks = try stream((0..<10).map { ($0 + 7, $0) })
        let findings = try analyse(chunks, control: .right)
        #expect(numbers(findings.samples) == (7..<17).map { $0 })
        #expect(numbers(findings.controls) == (0..<10).map { $0 })
    }

    @Test func withoutAHalfThereIsNoControl() throws {
        let findings = try analyse(stream((0..<5).map { ($0, nil) }), control: nil)
        #expect(findings.samples.count == 5)
        #expect(findings.controls.isEmpty)
    }

    @Test func withoutAHalfTwoPlayersAreNeitherAndSaidSoOnce() throws {
        let findings = try analyse(stream((0..<12).map { ($0 + 3, $0) }), control: nil)
        #expect(findings.samples.count == 12)
        #expect(findings.samples.allSatisfy { $0.stamp == nil && $0.unreadable == .torn })
        #expect(findings.notes.filter { $0 == "several_players" }.count == 1)
        #expect(findings.notes.allSatisfy { $0 == "several_players" })
    }

    @Test func aMarkThatIsMissingInOneHalfIsMissingThereAlone() throws {
        let findings = try analyse(stream([(0, 0), (1, nil), (nil, 2), (3, 3)]), control: .left)
        #expect(numbers(findings.samples) == [0, nil, 2, 3])
        #expect(numbers(findings.controls) == [0, 1, nil, 3])
        #expect(findings.samples[1].unreadable == .noCode)
        #expect(findings.samples[2].unreadable == nil)
        #expect(findings.controls[2].unreadable == .noCode)
    }

    @Test func aHeldPictureIsRepeatedInItsHalfAlone() throws {
        let findings = try analyse(stream([(4, 0), (4, 1), (4, 2), (5, 2)]), control: .left)
        #expect(findings.controls.map(\.isRepeated) == [false, true, true, false])
        #expect(findings.samples.map(\.isRepeated) == [false, false, false, true])
    }

    @Test func anotherStreamInTheControlIsAnEventOfTheControl() throws {
        let first = try stream((0..<5).map { ($0, $0) })
        let second = try stream((5..<10).map { ($0, $0) }, control: StreamID(rawValue: 9))
        let findings = try AnalysisPipelineTests().analyse([first, second], control: .left)
        #expect(findings.notes.contains("control_epoch"))
        #expect(findings.controls.last?.stamp?.streamID == StreamID(rawValue: 9))
        #expect(findings.samples.allSatisfy { $0.stamp?.streamID == Self.testStream })
    }
}

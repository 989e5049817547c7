import Content
import Foundation
import LabModel
import LabTesting
import Marks
import Media
import Quality
import Testing

/// What a stream's pictures score the slow way: decoded by another program, their references drawn here from nothing but
/// their marks, compared sample by sample, and shown to libvmaf as anybody would.
struct OfflineScores {
    /// Numbers of the frames whose pictures are known.
    var numbers: Set<UInt32> { Set(pictures.keys) }

    private let size: PixelSize
    private let folder: TemporaryFolder
    /// Luma by frame: as it was decoded, and as it was sent.
    private var pictures: [UInt32: [UInt8]] = [:]
    private var references: [UInt32: [UInt8]] = [:]
    private let black: [UInt8]
    /// Whether a sample lies outside of the mark, and which ones do not.
    private let counts: [Bool]
    private let hidden: [Int]

    /// Decodes a recording of a stream.
    init(_ recording: String, of stream: StreamDescription, in folder: TemporaryFolder) async throws {
        size = PixelSize(width: stream.width, height: stream.height)
        self.folder = folder
        black = [UInt8](repeating: 16, count: size.width * size.height)
        let counts = try Self.unmarked(size, stream.markFormat)
        self.counts = counts
        hidden = counts.indices.filter { !counts[$0] }
        try await TestMedia.make(
            folder.file("pictures.yuv"),
            ["-i", recording, "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "yuv420p"]
        )
        let bytes = try Data(contentsOf: URL(filePath: folder.file("pictures.yuv")), options: .alwaysMapped)
        let (luma, whole) = (size.width * size.height, size.width * size.height * 3 / 2)
        var reader = MarkReader()
        var renderer = ContentRenderer(seed: stream.seed, size: size)
        var painter = try MarkPainter(size: size, format: stream.markFormat)
        // The recording ends anywhere, so its last picture may be a part of one.
        for start in stride(from: 0, to: bytes.count - whole, by: whole) {
            let picture = [UInt8](bytes[start..<start + luma])
            if let stamp = Self.stamp(&reader, picture, size), let number = stamp.number?.rawValue {
                pictures[number] = picture
                references[number] = try Self.luma(of: stamp, number, size, &renderer, &painter)
            }
            await Task.yield()
        }
    }

    private static func stamp(_ reader: inout MarkReader, _ luma: [UInt8], _ size: PixelSize) -> FrameStamp? {
        luma.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return nil }
            let plane = PlaneView(base: base, width: size.width, height: size.height, stride: size.width)
            guard case .stamp(let stamp, _) = reader.read(plane) else { return nil }
            return stamp
        }
    }

    /// Where the mark's rectangles, rounded out to even pixels, are not.
    private static func unmarked(_ size: PixelSize, _ format: MarkFormat) throws -> [Bool] {
        var counts = [Bool](repeating: true, count: size.width * size.height)
        for area in try MarkPainter(size: size, format: format).rectangles {
            for row in area.y / 2 * 2..<min(size.height, (area.y + area.height + 1) / 2 * 2) {
                for column in area.x / 2 * 2..<min(size.width, (area.x + area.width + 1) / 2 * 2) {
                    counts[row * size.width + column] = false
                }
            }
        }
        return counts
    }

    /// Luma of a frame as it was sent, with the mark that it really had.
    private static func luma(
        of stamp: FrameStamp,
        _ number: UInt32,
        _ size: PixelSize,
        _ renderer: inout ContentRenderer,
        _ painter: inout MarkPainter
    ) throws -> [UInt8] {
        try PictureBuffer.make(size: size).withPlanes { planes in
            renderer.render(FrameNumber(number), into: planes)
            try painter.draw(stamp, into: planes)
            return (0..<size.height).flatMap { row in
                UnsafeRawBufferPointer(start: planes.luma.base + row * planes.luma.stride, count: size.width)
            }
        }
    }

    /// Luma PSNR in dB of a displayed picture, nil for black, against a frame's reference: whole, and without the mark.
    func psnr(shown: UInt32?, at number: UInt32) throws -> (whole: Double, masked: Double) {
        let picture = try shown.map { try #require(pictures[$0]) } ?? black
        let reference = try #require(references[number])
        var sums = (whole: 0, masked: 0)
        var count = 0
        // Without the checks that an array's every access has in a debug build.
        reference.withUnsafeBufferPointer { reference in
            picture.withUnsafeBufferPointer { picture in
                for index in 0..<reference.count {
                    let difference = Int(reference[index]) &- Int(picture[index])
                    let square = difference &* difference
                    sums.whole &+= square
                    if counts[index] {
                        sums.masked &+= square
                        count &+= 1
                    }
                }
            }
        }
        return (Self.decibels(sums.whole, of: reference.count), Self.decibels(sums.masked, of: count))
    }

    private static func decibels(_ sum: Int, of count: Int) -> Double {
        sum == 0 ? 60 : min(60, 10 * log10(255 * 255 * Double(count) / Double(sum)))
    }

    /// libvmaf's score of what was displayed without the mark's area, frame after frame; as a clip, so that each frame
    /// stands between its neighbours, and the first and the last, which lack one, are left out.
    func maskedVMAF(_ displayed: [(shown: UInt32?, at: UInt32)]) async throws -> [UInt32: Double] {
        let tool = try VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        try write(displayed.map { masked(try #require(references[$0.at])) }, to: "references.yuv")
        try write(displayed.map { masked($0.shown.flatMap { pictures[$0] } ?? black) }, to: "displayed.yuv")
        let input = "-f rawvideo -pix_fmt yuv420p -s \(size)"
        let outcome = try await BuiltExecutable.shell(
            "'\(tool.path)' -nostdin -v error \(input) -i displayed.yuv \(input) -i references.yuv"
                + " -lavfi libvmaf=model=version=vmaf_v0.6.1:log_fmt=csv:log_path=vmaf.csv -f null -",
            in: folder.path
        )
        try #require(outcome.exitCode == 0, "\(outcome.errors)")
        let rows = try String(contentsOfFile: folder.file("vmaf.csv"), encoding: .utf8)
            .split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false) }
        let column = try #require(rows.first?.firstIndex(of: "vmaf"))
        let scores = try rows.dropFirst().map { try #require(Double($0[column])) }
        try #require(scores.count == displayed.count)
        let inner = zip(displayed, scores).dropFirst().dropLast()
        return Dictionary(inner.map { ($0.at, $1) }, uniquingKeysWith: { first, _ in first })
    }

    private func masked(_ luma: [UInt8]) -> [UInt8] {
        var luma = luma
        for index in hidden {
            luma[index] = 128
        }
        return luma
    }

    private func write(_ planes: [[UInt8]], to name: String) throws {
        let chroma = Data(repeating: 128, count: size.width / 2 * (size.height / 2) * 2)
        try planes.reduce(into: Data()) { $0 += $1 + chroma }.write(to: URL(filePath: folder.file(name)))
    }
}

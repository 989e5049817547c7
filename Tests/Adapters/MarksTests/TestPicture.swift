import Content
import LabModel
import Marks
import Synchronization

/// A 4:2:0 picture in arrays, to be drawn on, taken apart and read.
struct TestPicture {
    let size: PixelSize
    var luma: [UInt8]
    var chromaBlue: [UInt8]
    var chromaRed: [UInt8]

    /// A picture of one grey.
    init(size: PixelSize, grey: UInt8 = 90) {
        self.size = size
        let chroma = (size.width + 1) / 2 * ((size.height + 1) / 2)
        luma = [UInt8](repeating: grey, count: size.width * size.height)
        chromaBlue = [UInt8](repeating: 77, count: chroma)
        chromaRed = [UInt8](repeating: 177, count: chroma)
    }

    /// Renderers that were made before: their textures cost more than all else here in a debug build.
    private static let renderers = Mutex<[PixelSize: ContentRenderer]>([:])

    private static func renderer(_ size: PixelSize) -> ContentRenderer {
        renderers.withLock { renderers in
            let renderer = renderers[size] ?? ContentRenderer(seed: 5, size: size)
            renderers[size] = renderer
            return renderer
        }
    }

    /// A frame of the moving picture with its mark.
    static func marked(_ stamp: FrameStamp, size: PixelSize, format: MarkFormat = .qr) throws -> TestPicture {
        var picture = TestPicture(size: size)
        var renderer = renderer(size)
        var painter = try MarkPainter(size: size, format: format)
        try picture.draw { view in
            renderer.render(stamp.number ?? 0, into: view)
            try painter.draw(stamp, into: view)
        }
        return picture
    }

    /// Lends the planes for drawing.
    mutating func draw(_ body: (MutablePictureView) throws -> Void) throws {
        let (width, height) = (size.width, size.height)
        let (halfWidth, halfHeight) = ((width + 1) / 2, (height + 1) / 2)
        try luma.withUnsafeMutableBytes { luma in
            try chromaBlue.withUnsafeMutableBytes { blue in
                try chromaRed.withUnsafeMutableBytes { red in
                    guard let luma = luma.baseAddress, let blue = blue.baseAddress, let red = red.baseAddress else {
                        return
                    }
                    try body(
                        MutablePictureView(
                            luma: .init(base: luma, width: width, height: height, stride: width),
                            chromaBlue: .init(base: blue, width: halfWidth, height: halfHeight, stride: halfWidth),
                            chromaRed: .init(base: red, width: halfWidth, height: halfHeight, stride: halfWidth)
                        )
                    )
                }
            }
        }
    }

    /// Copies rows of luma from another picture of the same size.
    mutating func takeRows(_ rows: Range<Int>, from other: TestPicture) {
        let range = rows.lowerBound * size.width..<rows.upperBound * size.width
        luma.replaceSubrange(range, with: other.luma[range])
    }

    /// The picture on a larger grey ground.
    func placed(x: Int, y: Int, in ground: PixelSize, grey: UInt8 = 16) -> TestPicture {
        var result = TestPicture(size: ground, grey: grey)
        for row in 0..<size.height {
            let start = (y + row) * ground.width + x
            result.luma.replaceSubrange(
                start..<start + size.width,
                with: luma[row * size.width..<(row + 1) * size.width]
            )
        }
        return result
    }

    /// A part of the picture.
    func cropped(x: Int, y: Int, to part: PixelSize) -> TestPicture {
        var result = TestPicture(size: part)
        for row in 0..<part.height {
            let start = (y + row) * size.width + x
            result.luma.replaceSubrange(
                row * part.width..<(row + 1) * part.width,
                with: luma[start..<start + part.width]
            )
        }
        return result
    }

    /// Luma scaled to another size by linear interpolation.
    func scaled(to target: PixelSize) -> TestPicture {
        var result = TestPicture(size: target)
        let place = { (index: Int, from: Int, to: Int) -> (Int, Int, Int) in
            let position = max(0, ((2 * index + 1) * from * 128 / to) - 128)
            return (position >> 8, min((position >> 8) + 1, from - 1), position & 255)
        }
        let columns = (0..<target.width).map { place($0, size.width, target.width) }
        for row in 0..<target.height {
            let (above, below, down) = place(row, size.height, target.height)
            for (index, column) in columns.enumerated() {
                let (left, right, across) = column
                let upper =
                    Int(luma[above * size.width + left]) * (256 - across)
                    + Int(luma[above * size.width + right]) * across
                let lower =
                    Int(luma[below * size.width + left]) * (256 - across)
                    + Int(luma[below * size.width + right]) * across
                result.luma[row * target.width + index] = UInt8((upper * (256 - down) + lower * down) >> 16)
            }
        }
        return result
    }
}

extension MarkReader {
    /// Reads a picture's luma.
    mutating func read(_ picture: TestPicture, effort: Effort = .thorough) -> MarkReading {
        picture.luma.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return .unreadable(.noCode, "no picture") }
            let size = picture.size
            return read(
                PlaneView(base: base, width: size.width, height: size.height, stride: size.width),
                effort: effort
            )
        }
    }
}

extension FrameStamp {
    /// A stamp of the test stream, at 30 frames a second with some jitter.
    static func test(_ number: UInt32, stream: UInt32 = 0x1234_ABCD) -> FrameStamp {
        let jitter = Int64(number) * 7_919 % 400_000
        return FrameStamp(
            streamID: StreamID(rawValue: stream),
            number: FrameNumber(number),
            time: WallTime(nanoseconds: 1_795_000_000_000_000_000 + Int64(number) * 33_366_667 + jitter),
            latenessTicks: UInt16(number % 5)
        )
    }
}

extension MarkReading {
    var stamp: FrameStamp? {
        if case .stamp(let stamp, _) = self { stamp } else { nil }
    }

    var route: MarkRoute? {
        if case .stamp(_, let route) = self { route } else { nil }
    }

    var cause: UnreadableCause? {
        if case .unreadable(let cause, _) = self { cause } else { nil }
    }
}

internal import Foundation
internal import LabModel
internal import Media

/// Writes the pictures of worst moments: the reference, what was received, and both beside their difference.
struct MomentKeeper {
    /// Where they go.
    let folder: String

    /// How much a difference of luma is amplified around mid grey.
    private static let amplification = 4

    /// Makes the folder where it is missing.
    /// - Throws: ``ScoringError/unwritable(path:reason:)``.
    func begin() throws(ScoringError) {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw .unwritable(path: folder, reason: error.localizedDescription)
        }
    }

    /// Writes a pair: `worst-<place>-frame-<number>-reference.png`, `-picture.png` and `-difference.png`, which shows
    /// reference, picture and four times their difference of luma side by side.
    ///
    /// - Parameters:
    ///   - reference: what should have been received.
    ///   - picture: what was, of the same size.
    ///   - number: the frame's.
    ///   - place: 0 for the worst.
    /// - Returns: the path of the last file.
    /// - Throws: ``ScoringError/unwritable(path:reason:)`` or ``ScoringError/media(_:)``.
    func keep(
        _ reference: PictureView,
        _ picture: PictureView,
        number: FrameNumber,
        place: Int
    ) throws(ScoringError) -> String {
        let name = "\(folder)/worst-\(place + 1)-frame-\(number.rawValue)"
        try write([.copy(reference)], to: "\(name)-reference.png")
        try write([.copy(picture)], to: "\(name)-picture.png")
        let file = "\(name)-difference.png"
        try write([.copy(reference), .copy(picture), .difference(reference, picture)], to: file)
        return file
    }

    /// What a third of a side-by-side picture shows.
    private enum Panel {
        case copy(PictureView)
        case difference(PictureView, PictureView)

        var size: PixelSize {
            switch self {
            case .copy(let picture), .difference(let picture, _): picture.luma.size
            }
        }
    }

    private func write(_ panels: [Panel], to path: String) throws(ScoringError) {
        let bytes: [UInt8]
        do throws(MediaError) {
            let size = panels.first?.size ?? PixelSize(width: 0, height: 0)
            let buffer = try PictureBuffer.makeRow(of: panels.count, size: size)
            buffer.withPlanes { target in
                var left = 0
                for panel in panels {
                    Self.draw(panel, at: left, into: target)
                    left += panel.size.width
                }
            }
            bytes = try PNGFile.encode(buffer)
        } catch {
            throw .media(error)
        }
        do {
            try Data(bytes).write(to: URL(filePath: path))
        } catch {
            throw .unwritable(path: path, reason: error.localizedDescription)
        }
    }

    private static func draw(_ panel: Panel, at left: Int, into target: MutablePictureView) {
        switch panel {
        case .copy(let picture):
            copy(picture.luma, to: target.luma, at: left)
            copy(picture.chromaBlue, to: target.chromaBlue, at: left / 2)
            copy(picture.chromaRed, to: target.chromaRed, at: left / 2)
        case .difference(let reference, let picture):
            subtract(reference.luma, from: picture.luma, into: target.luma, at: left)
            for chroma in [target.chromaBlue, target.chromaRed] {
                for row in 0..<chroma.height {
                    (chroma.base + row * chroma.stride + left / 2)
                        .initializeMemory(as: UInt8.self, repeating: 128, count: reference.chromaBlue.width)
                }
            }
        }
    }

    private static func copy(_ plane: PlaneView, to target: MutablePlaneView, at left: Int) {
        for row in 0..<plane.height {
            (target.base + row * target.stride + left)
                .copyMemory(from: plane.base + row * plane.stride, byteCount: plane.width)
        }
    }

    private static func subtract(
        _ reference: PlaneView,
        from picture: PlaneView,
        into target: MutablePlaneView,
        at left: Int
    ) {
        for row in 0..<reference.height {
            let first = (reference.base + row * reference.stride).assumingMemoryBound(to: UInt8.self)
            let second = (picture.base + row * picture.stride).assumingMemoryBound(to: UInt8.self)
            let drawn = (target.base + row * target.stride + left).assumingMemoryBound(to: UInt8.self)
            for column in 0..<reference.width {
                let difference = Int(second[column]) - Int(first[column])
                drawn[column] = UInt8(clamping: min(235, max(16, 128 + amplification * difference)))
            }
        }
    }
}

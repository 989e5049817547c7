internal import LabModel

/// One moving disc: a texture seen through a circle that bounces off the picture's edges.
struct DiscArt: Sendable {
    private let scene: Scene.Disc
    private let radius: Int
    private let start: (x: Int, y: Int)
    private let luma: Texture
    /// Half the disc's width in each of its rows.
    private let halfWidths: [Int]

    init(_ scene: Scene.Disc, seed: UInt32, size: PixelSize) {
        self.scene = scene
        let radius = max(2, min(size.width, size.height) / scene.radiusPart)
        self.radius = radius
        start = (
            x: Int(IntegerHash.mix(seed, 0, 6) & 0xFFFF),
            y: Int(IntegerHash.mix(seed, 1, 6) & 0xFFFF)
        )
        luma = Texture(
            seed: seed,
            octaves: [.init(cell: 16, weight: 1), .init(cell: 8, weight: 1)],
            range: scene.luma,
            period: 128,
            rows: 64,
            reach: 2 * radius
        )
        halfWidths = (0..<2 * radius).map { row in
            let down = row - radius
            return (0...radius).last { $0 * $0 + down * down <= radius * radius } ?? 0
        }
    }

    /// Draws the disc where it is at a frame; it never leaves the picture.
    func draw(frame: Int, into picture: MutablePictureView) {
        let width = picture.luma.width
        let height = picture.luma.height
        guard width > 2 * radius, height > 2 * radius else { return }
        let left = Scene.bounce((start.x + frame &* scene.speed.x) >> 1, within: width - 2 * radius)
        let top = Scene.bounce((start.y + frame &* scene.speed.y) >> 1, within: height - 2 * radius)
        for row in halfWidths.indices {
            let half = halfWidths[row]
            luma.withRow(row, from: radius - half) { source in
                (picture.luma.row(top + row) + left + radius - half).update(from: source, count: 2 * half)
            }
        }
        for row in stride(from: 0, to: halfWidths.count - 1, by: 2) {
            let half = halfWidths[row] / 2
            let x = (left + radius) / 2 - half
            let y = (top + row) / 2
            (picture.chromaBlue.row(y) + x).update(repeating: scene.chromaBlue, count: 2 * half)
            (picture.chromaRed.row(y) + x).update(repeating: scene.chromaRed, count: 2 * half)
        }
    }
}

/// One half of a picture, as a camera that films two players side by side sees them.
public enum PictureHalf: String, Sendable, CaseIterable, Codable {
    case left, right, top, bottom

    /// The half beside it.
    public var other: PictureHalf {
        switch self {
        case .left: .right
        case .right: .left
        case .top: .bottom
        case .bottom: .top
        }
    }
}

extension PlaneView {
    /// A view of half of the plane, in place; both halves are of one size, so the middle column or row of an odd number
    /// belongs to neither.
    public func half(_ half: PictureHalf) -> PlaneView {
        let width = half == .left || half == .right ? width / 2 : width
        let height = half == .top || half == .bottom ? height / 2 : height
        let start =
            switch half {
            case .left, .top: 0
            case .right: (self.width - width) * bytesPerSample
            case .bottom: (self.height - height) * stride
            }
        return PlaneView(base: base + start, width: width, height: height, stride: stride, depth: depth)
    }
}

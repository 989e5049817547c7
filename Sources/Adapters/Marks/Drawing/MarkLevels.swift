/// The sample values that marks are drawn with: the ends of limited range, valid in full range too.
enum MarkLevels {
    static let black: UInt8 = 16
    static let white: UInt8 = 235
    /// Chroma without colour.
    static let neutral: UInt8 = 128
}

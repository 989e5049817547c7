/// What a sweep is called: the name of its folder, of its jobs, and a setting of its runs.
public struct ExperimentName: Hashable, Sendable, CustomStringConvertible {
    /// The name.
    public let text: String

    /// Reads a name: 1 to 100 letters, digits, dots, dashes and underscores, the first a letter or digit.
    ///
    /// So it needs no quoting in a shell, in Slurm's patterns or in a path, and hides in no listing.
    /// - Throws: ``SweepingError/wrongExperiment(_:)``.
    public init(_ text: String) throws(SweepingError) {
        let bytes = text.utf8
        let isFine = bytes.allSatisfy { Self.isAlphanumeric($0) || [0x2D, 0x2E, 0x5F].contains($0) }
        guard (1...100).contains(bytes.count), isFine, bytes.first.map(Self.isAlphanumeric) == true else {
            throw .wrongExperiment(text)
        }
        self.text = text
    }

    /// The name.
    public var description: String { text }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}

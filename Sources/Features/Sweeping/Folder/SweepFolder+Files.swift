import Foundation
import Media
public import Planning

extension SweepFolder {
    /// Whether a sweep was begun there.
    public var isBegun: Bool { WholeFile.exists(manifestFile) }

    /// The sweep's manifest.
    /// - Throws: ``SweepingError/noExperiment(name:path:)`` where no sweep was begun, or what is wrong with the file.
    public func manifest() throws(SweepingError) -> SweepManifest {
        guard let data = try WholeFile.read(manifestFile) else {
            throw .noExperiment(name: experiment.text, path: path)
        }
        return try SweepFile.decode(SweepManifest.self, from: data, path: manifestFile)
    }

    /// The inputs as they were when the sweep was begun.
    /// - Throws: ``SweepingError/noExperiment(name:path:)`` where no sweep was begun; what keeps the file.
    public func inputs() throws(SweepingError) -> String {
        guard let data = try WholeFile.read(inputsFile, limit: InputsFile.byteLimit) else {
            throw .noExperiment(name: experiment.text, path: path)
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// What a sweep of these inputs is, whether it was begun or not; writes nothing.
    ///
    /// - Parameters:
    ///   - inputs: the inputs.
    ///   - createdAt: now, ISO 8601 in UTC.
    /// - Returns: the manifest as it stands, else a new one.
    /// - Throws: ``SweepingError/otherInputs(name:path:)`` where it was begun with others; what keeps the files.
    public func manifest(for inputs: InputsFile, createdAt: String) throws(SweepingError) -> SweepManifest {
        let digest = try Self.digest(of: inputs.text, path: inputsFile)
        guard isBegun else {
            return SweepManifest(
                experiment: experiment.text,
                lines: inputs.lines.count,
                inputsSHA256: digest,
                createdAt: createdAt
            )
        }
        let found = try manifest()
        guard found.inputsSHA256 == digest else { throw .otherInputs(name: experiment.text, path: path) }
        return found
    }

    /// Begins a sweep, or finds it begun with the same inputs; any number of processes may do it at once.
    ///
    /// - Parameters:
    ///   - manifest: what the sweep is.
    ///   - inputs: its inputs.
    /// - Returns: the manifest as it stands.
    /// - Throws: ``SweepingError/otherInputs(name:path:)`` where it was begun with others; what keeps the files.
    public func begin(_ manifest: SweepManifest, inputs: InputsFile) throws(SweepingError) -> SweepManifest {
        try WholeFile.makeFolder(path)
        // The manifest comes last: whoever finds it finds the inputs.
        if try WholeFile.create(inputsFile, with: Data(inputs.text.utf8)) == .taken {
            guard try Self.digest(of: self.inputs(), path: inputsFile) == manifest.inputsSHA256 else {
                throw .otherInputs(name: experiment.text, path: path)
            }
        }
        _ = try WholeFile.create(manifestFile, with: try SweepFile.encode(manifest, path: manifestFile))
        let found = try self.manifest()
        guard found.inputsSHA256 == manifest.inputsSHA256 else {
            throw .otherInputs(name: experiment.text, path: path)
        }
        return found
    }

    /// Replaces the manifest.
    /// - Throws: what keeps the file.
    func write(_ manifest: SweepManifest) throws(SweepingError) {
        try WholeFile.replace(manifestFile, with: try SweepFile.encode(manifest, path: manifestFile))
    }

    private static func digest(of text: String, path: String) throws(SweepingError) -> String {
        guard var digest = SHA256Digest() else { throw .unreadable(path: path, reason: "there is no memory") }
        digest.update(Array(text.utf8))
        return digest.finish()
    }
}

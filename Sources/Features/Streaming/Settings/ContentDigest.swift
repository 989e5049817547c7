internal import Drawing

/// The digest by which a content file is known.
enum ContentDigest {
    /// Reads the whole file.
    /// - Throws: ``StreamingError/unreadableContent(path:reason:)``.
    static func sha256(ofFile path: String) throws(StreamingError) -> String {
        do throws(DrawingError) {
            return try Drawing.ContentDigest.sha256(ofFile: path)
        } catch {
            throw StreamingError(error)
        }
    }
}

extension StreamingError {
    /// The same by the streamer's name.
    init(_ error: DrawingError) {
        switch error {
        case .media(let error): self = .media(error)
        case .mark(let error): self = .mark(error)
        case .unreadable(let path, let reason): self = .unreadableContent(path: path, reason: reason)
        }
    }
}

/// An error whose texts hold no secret.
public struct MaskedError: LabError {
    /// What went wrong.
    public let what: String
    /// Where.
    public let place: String?
    /// What to do next.
    public let remedy: String?
    /// What the process exits with when nothing else handles it.
    public let exitStatus: ExitStatus
}

extension SecretMask {
    /// An error as it may be shown.
    ///
    /// - Parameter error: any error.
    /// - Returns: the error itself where its text holds nothing to hide, else a ``MaskedError``.
    public func masked(_ error: any Error) -> any Error {
        let text = "\(error)"
        guard masked(text) != text else { return error }
        guard let error = error as? any LabError else {
            return MaskedError(what: masked(text), place: nil, remedy: nil, exitStatus: .failed)
        }
        return MaskedError(
            what: masked(error.what),
            place: error.place.map { masked($0) },
            remedy: error.remedy.map { masked($0) },
            exitStatus: error.exitStatus
        )
    }
}

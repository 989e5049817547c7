import LabModel

/// A failure whose texts hold no secret.
struct MaskedFailure: LabError {
    let what: String
    let place: String?
    let remedy: String?
    let exitStatus: ExitStatus

    /// A failure as it may be shown.
    /// - Returns: the failure itself where its text holds nothing to hide.
    static func masking(_ failure: any Error, _ secrets: SecretMask) -> any Error {
        let text = "\(failure)"
        guard secrets.masked(text) != text else { return failure }
        guard let error = failure as? any LabError else {
            return MaskedFailure(what: secrets.masked(text), place: nil, remedy: nil, exitStatus: .failed)
        }
        return MaskedFailure(
            what: secrets.masked(error.what),
            place: error.place.map(secrets.masked),
            remedy: error.remedy.map(secrets.masked),
            exitStatus: error.exitStatus
        )
    }
}

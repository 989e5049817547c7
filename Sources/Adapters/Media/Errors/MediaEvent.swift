/// Something that a reader or decoder met and went on from.
public struct MediaEvent: Hashable, Sendable {
    /// What kind: `decoder_mode`, `resolution_changed`, `waiting_for_keyframe`, `cut_off` or `broken_unit`.
    public var code: String
    /// What happened, as a sentence for a person.
    public var text: String

    /// Makes an event.
    public init(code: String, text: String) {
        self.code = code
        self.text = text
    }
}

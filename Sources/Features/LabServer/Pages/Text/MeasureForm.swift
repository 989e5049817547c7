import LabModel

/// What the form of a measurement sends.
enum MeasureForm {
    /// A name that nobody has used yet, as commands without a name would choose it.
    static func usualName(at now: WallTime) -> String {
        "dashboard-\(now.compactISO8601)"
    }

    /// The measurement that was asked for.
    /// - Throws: ``LabServerError/badParameter(_:value:expected:)`` where the length is no number; whatever starts it looks
    ///   at the rest.
    static func order(_ fields: FormFields) throws(LabServerError) -> MeasurementOrder {
        var order = typed(fields)
        let text = fields["duration_s"] ?? ""
        guard let duration = Double(text), duration.isFinite else {
            throw .badParameter("duration_s", value: ShownText.name(text, limit: 40), expected: "a number of seconds")
        }
        order.durationS = duration
        return order
    }

    /// What was typed, to stand in the form again.
    static func typed(_ fields: FormFields) -> MeasurementOrder {
        var order = MeasurementOrder()
        order.id = fields["id"] ?? order.id
        order.provider = fields["provider"] ?? order.provider
        order.durationS = fields["duration_s"].flatMap(Double.init) ?? order.durationS
        order.size = fields["size"] ?? order.size
        order.fps = fields["fps"] ?? order.fps
        order.codec = fields["codec"] ?? order.codec
        order.bitrate = fields["bitrate"] ?? order.bitrate
        order.link = fields["link"] ?? order.link
        return order
    }
}

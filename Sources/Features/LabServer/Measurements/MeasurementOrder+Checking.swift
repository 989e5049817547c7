import LabModel

extension MeasurementOrder {
    /// The arguments of `start-task-and-client`, each checked, so that none is taken for another option.
    ///
    /// - Parameter providers: the names that may be measured.
    /// - Returns: one argument an option, its value behind `=`.
    /// - Throws: ``LabServerError/badParameter(_:value:expected:)``.
    func arguments(providers: Set<String>) throws(LabServerError) -> [String] {
        try require(Self.isID(id), "id", id, "1 to 200 letters, digits and signs without '@', not beginning with '-'")
        try require(
            providers.contains(provider),
            "provider",
            provider,
            "one of \(providers.sorted().joined(separator: ", "))"
        )
        try require(durationS >= 1 && durationS <= 86_400, "duration_s", "\(durationS)", "a number from 1 to 86400")
        try require(PixelSize(size) != nil, "size", size, "a size such as 1280x720, both even and from 16 to 8192")
        let rate = FrameRate(fps)
        try require(rate != nil, "fps", fps, "a frame rate such as 25, 29.97 or 30000/1001")
        let codecs = VideoCodec.allCases.map(\.rawValue)
        try require(codecs.contains(codec), "codec", codec, "one of \(codecs.joined(separator: ", "))")
        try require(DataRate(bitrate) != nil, "bitrate", bitrate, "a bit rate such as 2500k or 2.5M, from 10k to 1G")
        try require(Self.isLink(link), "link", link, "what --link takes, such as delay=100ms,loss=1%")
        return [
            "--id=\(id)", "--provider=\(provider)", "--duration=\(durationS)", "--size=\(size)", "--fps=\(fps)",
            "--codec=\(codec)", "--bitrate=\(bitrate)", "--frame-limit=\(frameLimit(at: rate ?? .usual))",
        ] + (link.isEmpty ? [] : ["--link=\(link)"])
    }

    /// More frames than the time asked for can hold: the launcher's own limit would end a long run early, as complete.
    private func frameLimit(at rate: FrameRate) -> Int {
        Int((durationS * rate.framesPerSecond).rounded(.up)) + 1_000
    }

    private func require(
        _ isGood: Bool,
        _ name: String,
        _ value: String,
        _ expected: String
    ) throws(LabServerError) {
        guard isGood else { throw .badParameter(name, value: String(value.prefix(60)), expected: expected) }
    }

    /// What a store takes for an id; shown in lists, so no control or direction characters either.
    private static func isID(_ text: String) -> Bool {
        (1...200).contains(text.count) && !text.hasPrefix("-") && !text.contains("@")
            && text.unicodeScalars.allSatisfy { scalar in
                let properties = scalar.properties
                return properties.isAlphabetic || properties.numericType != nil
                    || " -_.,:+()#/".unicodeScalars.contains(scalar)
            }
    }

    private static func isLink(_ text: String) -> Bool {
        text.count <= 500
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCII
                    && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                        || "=,.%-_:/".unicodeScalars.contains(scalar))
            }
    }
}

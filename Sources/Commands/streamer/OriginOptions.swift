import ArgumentParser
import LabCommand
import LabModel
import Streaming

/// How the stream is offered in segments.
struct OriginOptions: ParsableArguments {
    @Option(help: "The longest part of low-latency HLS. (default: 200ms)")
    var partDuration: String?

    @Option(help: "The least length of a segment; it ends with a GOP. (default: one GOP, at least 1)")
    var segmentDuration: String?

    @Option(help: "Segments that a playlist lists. (default: 12)")
    var hlsWindow: String?

    @Option(help: "Further renditions by their heights, such as 720p,480p,240p. (default: none)")
    var ladder: String?

    @Flag(help: "Add sound: a beep about once a second, locked to frame numbers.")
    var audio = false

    /// Reads the settings of the origin.
    func apply(_ settings: Settings, to stream: inout StreamSettings) throws {
        let length = SettingKind.length(from: .milliseconds(10), to: .seconds(60))
        stream.partDuration = try settings.value(
            .partDuration,
            flag: partDuration,
            default: stream.partDuration,
            as: length
        )
        stream.segmentDuration = try settings.value(.segmentDuration, flag: segmentDuration, as: length)
        stream.listedSegments = try settings.value(
            .hlsWindow,
            flag: hlsWindow,
            default: stream.listedSegments,
            as: .integer(in: 4...1_000)
        )
        stream.ladder = try settings.value(.ladder, flag: ladder, default: stream.ladder, as: .heights)
        stream.hasAudio = try settings.flag(.audio, flag: audio)
    }
}

extension SettingKind where Value == Latency {
    fileprivate static func length(from least: Latency, to most: Latency) -> SettingKind {
        let any = duration(upTo: most)
        let expected = "a length of time from \(Latency.text(of: least)) to \(Latency.text(of: most))"
        return SettingKind(expected: expected) { text in
            any.parse(text).flatMap { $0 >= least ? $0 : nil }
        }
    }
}

extension SettingKind where Value == [Int] {
    /// One to eight heights, each an even number of lines with or without a `p` behind it.
    fileprivate static var heights: SettingKind {
        SettingKind(expected: "a list of up to 8 heights such as 720p,480p,240p, each even and from 16 to 8192") {
            text in
            let parts = text.split(separator: ",", omittingEmptySubsequences: false)
            let heights = parts.compactMap { part in
                Int(part.hasSuffix("p") ? part.dropLast() : part)
            }
            let areGood = heights.allSatisfy { (16...8_192).contains($0) && $0.isMultiple(of: 2) }
            return heights.count == parts.count && (1...8).contains(heights.count) && areGood ? heights : nil
        }
    }
}

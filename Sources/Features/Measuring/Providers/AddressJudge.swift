import Foundation
import LabModel

/// Judges the addresses of a provider: whether they can be pushed to, or played from.
struct AddressJudge {
    let playbackProtocol: PlaybackProtocol

    static let pushSchemes = ["rtmp", "rtmps", "srt", "rtsp", "rtsps", "udp", "rtp", "http", "https"]
    static let playbackSchemes = ["http", "https", "rtmp", "rtmps", "srt", "rtsp", "rtsps", "udp", "rtp", "tcp"]

    /// What is wrong with an address that is played from; nil where nothing is.
    func playback(_ address: String) -> String? {
        if address.hasPrefix("/") {
            guard playbackProtocol.schemes?.contains("http") ?? true else {
                return "a path of the streamer's own is not played by \(playbackProtocol.rawValue)"
            }
            return Self.strangeCharacter(address)
        }
        if let problem = Self.problem(address, schemes: Self.playbackSchemes) {
            return problem
        }
        let scheme = Self.scheme(address)
        guard let wanted = playbackProtocol.schemes, !wanted.contains(scheme) else { return nil }
        return "\(playbackProtocol.rawValue) is not played from \(scheme)"
    }

    /// What is wrong with an address that is pushed to; nil where nothing is.
    func push(_ address: String) -> String? {
        if let problem = Self.problem(address, schemes: Self.pushSchemes) {
            return problem
        }
        // The streamer takes its list of addresses with commas between.
        let query = address.firstIndex(of: "?") ?? address.endIndex
        return address[..<query].contains(",") ? "a comma before its query" : nil
    }

    private static func problem(_ address: String, schemes: [String]) -> String? {
        if let problem = strangeCharacter(address) {
            return problem
        }
        guard address.contains("://") else { return "it begins with no scheme such as https://" }
        guard schemes.contains(scheme(address)) else {
            return "its scheme is none of \(schemes.joined(separator: ", "))"
        }
        guard let parts = URLComponents(string: address) else { return "it cannot be taken apart" }
        // SRT and UDP listen without a host.
        guard parts.host?.isEmpty == false || ["srt", "udp"].contains(scheme(address)) else {
            return "it names no host"
        }
        return nil
    }

    private static func scheme(_ address: String) -> String {
        address.firstRange(of: "://").map { address[..<$0.lowerBound].lowercased() } ?? ""
    }

    /// Blanks and control characters stand in no address, and would write other lines into what is sent.
    static func strangeCharacter(_ text: String) -> String? {
        let isStrange = text.unicodeScalars.contains { scalar in
            scalar.value <= 0x20 || scalar.value == 0x7F || scalar == "\"" || scalar == "<" || scalar == ">"
        }
        return isStrange ? "it holds a blank, a quote or a control character" : nil
    }
}

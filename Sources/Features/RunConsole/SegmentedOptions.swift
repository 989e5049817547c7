public import ArgumentParser
public import LabCommand
import LabModel
public import Receiving
import WebClient

/// How streams of segments are received: HLS, with parts or without.
public struct SegmentedOptions: ParsableArguments {
    @Option(
        name: .customLong("protocol"),
        help: """
            Who speaks the protocol: auto, hls (whole segments only), ll-hls (parts where there are any) or libav. \
            (default: auto, which is ll-hls for playlists over http)
            """
    )
    var proto: String?

    @Option(
        help: """
            Which of several variants: highest, lowest, WxH, a bit rate, or abr, which follows the connection. \
            (default: the size nearest to the sent one)
            """
    )
    var variant: String?

    @Option(
        help: """
            How far behind the live edge a player begins; nothing is fetched later for it. (default: as the playlist says)
            """
    )
    var liveEdge: String?

    @Option(
        help: """
            A host, address or CIDR block that playlists and redirects may lead to besides public addresses and the \
            stream's own host. Repeatable.
            """
    )
    var allow: [String] = []

    /// Makes options of which none is given.
    public init() {}

    /// Puts what was given into a run's settings.
    /// - Throws: ``LabCommand/CommandError`` for a value that cannot be read.
    public func apply(to receive: inout ReceiveSettings, from settings: Settings) throws {
        receive.proto = try settings.value(.proto, flag: proto, default: receive.proto, as: .protocolChoice)
        receive.variant = try settings.value(.variant, flag: variant, default: receive.variant, as: .variantWish)
        receive.liveEdge = try settings.value(.liveEdge, flag: liveEdge, as: .duration())
        receive.allowed = try settings.values(.allow, flags: allow, as: .allowedAddress)
    }
}

extension SettingKind where Value == ProtocolChoice {
    static var protocolChoice: SettingKind {
        let words = ProtocolChoice.allCases.map(\.rawValue).joined(separator: ", ")
        return SettingKind(expected: "one of \(words)") { ProtocolChoice(rawValue: $0) }
    }
}

extension SettingKind where Value == VariantWish {
    static var variantWish: SettingKind {
        SettingKind(expected: "highest, lowest, abr, a size such as 1280x720 or a bit rate such as 2500k") {
            VariantWish($0)
        }
    }
}

extension SettingKind where Value == AllowedAddress {
    static var allowedAddress: SettingKind {
        SettingKind(expected: "a host, an address or a block such as 10.0.0.0/8") { AllowedAddress($0) }
    }
}

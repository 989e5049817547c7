import Foundation
import LabModel
import Receiving
import Tasks

/// A provider with its secrets, for as long as one measurement needs them.
struct ProviderRoute: Sendable {
    /// What is measured.
    let choice: ProviderChoice
    /// Frees texts of its secrets.
    let secrets: SecretMask
    /// Where the streamer pushes to.
    let push: [String]
    private let playback: String

    /// Looks up a provider's secrets.
    ///
    /// - Parameters:
    ///   - choice: the provider.
    ///   - environment: where its secrets are.
    ///   - ports: what stands for each ``BuiltInProvider/portPlace`` of its addresses, those pushed to first; empty where
    ///     it has none.
    /// - Throws: ``ProvidersError/missingSecret(_:key:)``, ``ProvidersError/unusableSecret(_:key:problem:)``.
    init(_ choice: ProviderChoice, environment: [String: String], ports: [Int] = []) throws(ProvidersError) {
        self.choice = choice
        var values: [String: String] = [:]
        var ports = ports[...]
        func resolved(_ address: String) throws(ProvidersError) -> String {
            guard choice.builtIn == nil else {
                guard let range = address.firstRange(of: BuiltInProvider.portPlace) else { return address }
                return address.replacingCharacters(in: range, with: "\(ports.popFirst() ?? 0)")
            }
            let place = choice.places[address] ?? SourcePlace(path: choice.provider.name, line: 1, column: 1)
            return try Self.resolve(address, at: place, environment, &values)
        }
        var push: [String] = []
        for address in choice.provider.push {
            push.append(try resolved(address))
        }
        self.push = push
        playback = try resolved(choice.provider.playback)
        secrets = SecretMask(values)
    }

    private static func resolve(
        _ address: String,
        at place: SourcePlace,
        _ environment: [String: String],
        _ values: inout [String: String]
    ) throws(ProvidersError) -> String {
        // Refused when the file was read, unless it was made otherwise.
        guard let text = try? SecretText(address) else {
            throw .badReference(place, problem: "nothing in braces stands behind it")
        }
        for key in text.keys {
            guard let value = environment[key], !value.isEmpty else { throw .missingSecret(place, key: key) }
            if let problem = AddressJudge.strangeCharacter(value) {
                throw .unusableSecret(place, key: key, problem: problem)
            }
            values[key] = value
        }
        let known = values
        return text.text { known[$0] ?? "" }
    }

    /// Where the receiver plays from.
    func url(at streamer: StreamerAddress) -> String {
        choice.provider.isOwn ? streamer.url(playback) : playback
    }

    /// How it is received.
    ///
    /// - Parameters:
    ///   - base: what all providers of the measurement have in common.
    ///   - streamer: where the streamer serves.
    ///   - isControlled: whether it is compared with the streamer's own fastest stream.
    /// - Returns: the settings of its receiver.
    func settings(_ base: ReceiveSettings, at streamer: StreamerAddress, isControlled: Bool) -> ReceiveSettings {
        var settings = base
        settings.url = url(at: streamer)
        settings.provider = choice.provider.name
        settings.shownURL = choice.provider.isOwn || choice.builtIn != nil ? nil : choice.shownPlayback
        settings.secrets = secrets
        settings.streamer = streamer.url("")
        settings.awaitsStart = choice.isPushed
        if settings.proto == .automatic {
            settings.proto = Self.client(of: choice.provider.playbackProtocol)
        }
        if isControlled, settings.control == nil {
            settings.control = .stream(url: streamer.url("/live.ts"))
        }
        settings.manifestSettings.merge(manifest) { _, own in own }
        return settings
    }

    /// Who speaks a protocol: parts are taken or left as the provider says.
    private static func client(of playbackProtocol: PlaybackProtocol) -> ProtocolChoice {
        switch playbackProtocol {
        case .hls: .hls
        case .lowLatencyHLS: .lowLatencyHLS
        case .automatic: .automatic
        case .ts, .mp4, .mjpeg, .dash, .rtmp, .srt, .rtsp, .udp: .libav
        }
    }

    /// What a run's manifest says of the provider, besides its name and address.
    private var manifest: [String: SettingValue] {
        var settings: [String: SettingValue] = ["provider_protocol": .text(choice.provider.playbackProtocol.rawValue)]
        if choice.isPushed {
            settings["push"] = .text(choice.shownPush.joined(separator: " "))
        }
        return settings.merging(choice.provider.prices?.settings ?? [:]) { own, _ in own }
    }
}

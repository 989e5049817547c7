internal import LabModel

/// SRT as caller or listener; times in the query are milliseconds, as in SRT's own tools.
enum SRTTarget {
    /// The longest latency: what is above was meant as microseconds.
    private static let longest = 60_000

    static func address(_ parts: AddressParts) throws(MediaError) -> PushAddress {
        try parts.requirePort()
        var address = PushAddress(.srt, format: "mpegts", url: parts.text(), shown: parts.shown)
        address.secrets = parts.secrets
        address.connection = [.init(name: "payload_size", value: "1316"), .init(name: "linger", value: "1")]
        var latency = 120
        for item in parts.query {
            let value = AddressParts.decoded(item.value)
            if item.name == "mode" {
                address.isListener = try isListener(value, shown: parts.shown)
            } else if ["latency", "rcvlatency", "peerlatency"].contains(item.name) {
                latency = max(latency, try milliseconds(value, of: item.name, shown: parts.shown))
            }
            address.connection += try options(item.name, value, shown: parts.shown)
        }
        if !address.isListener {
            try parts.requireHost()
        }
        address.settling = .milliseconds(Double(latency + 100))
        return address
    }

    private static func isListener(_ mode: String, shown: String) throws(MediaError) -> Bool {
        guard ["caller", "listener"].contains(mode) else {
            throw .badTarget(address: shown, reason: "its mode is neither caller nor listener")
        }
        return mode == "listener"
    }

    /// libav's options of one item of the query.
    private static func options(
        _ name: String,
        _ value: String,
        shown: String
    ) throws(MediaError) -> [PushAddress.Option] {
        switch name {
        case "mode": return [.init(name: name, value: value)]
        case "latency", "rcvlatency", "peerlatency":
            let microseconds = try milliseconds(value, of: name, shown: shown) * 1_000
            return [.init(name: name, value: "\(microseconds)")]
        case "passphrase":
            guard (10...79).contains(value.utf8.count) else {
                throw .badTarget(address: shown, reason: "its passphrase has not 10 to 79 characters")
            }
            return [.init(name: name, value: value)]
        case "pbkeylen":
            guard ["16", "24", "32"].contains(value) else {
                throw .badTarget(address: shown, reason: "its pbkeylen is not 16, 24 or 32")
            }
            return [.init(name: name, value: value)]
        case "streamid":
            guard (1...512).contains(value.utf8.count) else {
                throw .badTarget(address: shown, reason: "its streamid has not 1 to 512 characters")
            }
            return [.init(name: name, value: value)]
        default:
            let known = "mode, latency, rcvlatency, peerlatency, passphrase, pbkeylen and streamid"
            throw .badTarget(address: shown, reason: "its query says \(name); SRT takes \(known)")
        }
    }

    private static func milliseconds(_ value: String, of name: String, shown: String) throws(MediaError) -> Int {
        guard let number = Int(value), (0...longest).contains(number) else {
            throw .badTarget(address: shown, reason: "its \(name) is not 0 to \(longest) milliseconds")
        }
        return number
    }
}

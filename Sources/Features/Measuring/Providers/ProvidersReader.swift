import LabModel
import YAMLFiles

/// Reads providers from the tree of a file: every key known, every value of its type, every error with its place.
struct ProvidersReader {
    /// The most addresses that one provider is pushed to.
    static let pushLimit = 8
    /// The longest address, in characters.
    static let addressLimit = 2_000
    /// The longest notes, in characters.
    static let notesLimit = 2_000

    private static let providerKeys = ["name", "push", "playback", "protocol", "prices", "notes"]
    private static let priceKeys = ["currency", "date", "per_hour", "per_gb_in", "per_gb_out", "per_viewer_hour"]

    /// Reads the tree's root: a mapping whose only key is `providers`.
    /// - Throws: ``ProvidersError``.
    func read(_ root: YAMLNode) throws(ProvidersError) -> [ProviderChoice] {
        let fields = try fields(of: root, "the file", known: ["providers"])
        guard let list = fields["providers"] else { throw .missing(root.place, field: "providers") }
        let nodes = try sequence(list, "providers")
        guard nodes.count <= ProvidersFile.providerLimit else {
            throw .limit(
                list.place,
                what: "\(nodes.count) providers in one file",
                remedy: "Write at most \(ProvidersFile.providerLimit)."
            )
        }
        var seen: [String: SourcePlace] = [:]
        var choices: [ProviderChoice] = []
        for node in nodes {
            let (choice, name) = try provider(node)
            if BuiltInProvider(rawValue: choice.provider.name) != nil {
                throw .duplicate(name, name: choice.provider.name, first: nil)
            }
            if let first = seen[choice.provider.name] {
                throw .duplicate(name, name: choice.provider.name, first: first)
            }
            seen[choice.provider.name] = name
            choices.append(choice)
        }
        return choices
    }

    private func provider(_ node: YAMLNode) throws(ProvidersError) -> (choice: ProviderChoice, name: SourcePlace) {
        let fields = try fields(of: node, "a provider", known: Self.providerKeys)
        guard let nameNode = fields["name"] else { throw .missing(node.place, field: "name") }
        let name = try text(nameNode, "name", limit: .max)
        guard Self.isName(name) else { throw .badName(nameNode.place, name: String(name.prefix(80))) }
        guard let playbackNode = fields["playback"] else { throw .missing(node.place, field: "playback") }
        let way = try fields["protocol"].map(playbackProtocol) ?? .automatic
        let judge = AddressJudge(playbackProtocol: way)
        let playback = try address(playbackNode, "playback", judge.playback)
        let pushNodes = try fields["push"].map(pushNodes) ?? []
        var push: [String] = []
        for node in pushNodes {
            push.append(try address(node, "push", judge.push))
        }
        let provider = Provider(
            name: name,
            push: push,
            playback: playback,
            playbackProtocol: way,
            prices: try fields["prices"].map(prices),
            notes: try fields["notes"].map { node throws(ProvidersError) in
                try text(node, "notes", limit: Self.notesLimit)
            }
        )
        var places = [playback: playbackNode.place]
        for (address, node) in zip(push, pushNodes) {
            places[address] = node.place
        }
        return (ProviderChoice(provider, places: places), nameNode.place)
    }

    private func pushNodes(_ node: YAMLNode) throws(ProvidersError) -> [YAMLNode] {
        guard node.items != nil else { return [node] }
        let nodes = try sequence(node, "push")
        guard nodes.count <= Self.pushLimit else {
            throw .limit(node.place, what: "\(nodes.count) push addresses", remedy: "Write at most \(Self.pushLimit).")
        }
        return nodes
    }

    private func playbackProtocol(_ node: YAMLNode) throws(ProvidersError) -> PlaybackProtocol {
        let words = PlaybackProtocol.allCases.map(\.rawValue).joined(separator: ", ")
        guard let way = node.scalar.flatMap({ PlaybackProtocol(rawValue: $0.text) }) else {
            throw .wrongType(node.place, field: "protocol", expected: "one of \(words)")
        }
        return way
    }

    private func address(
        _ node: YAMLNode,
        _ field: String,
        _ judge: (String) -> String?
    ) throws(ProvidersError) -> String {
        let text = try text(node, field, limit: Self.addressLimit)
        let secret: SecretText
        do throws(SecretText.Problem) {
            secret = try SecretText(text)
        } catch {
            switch error {
            case .strayDollar: throw .badReference(node.place, problem: "nothing in braces stands behind it")
            case .badName(let name):
                throw .badReference(node.place, problem: "\"\(name.prefix(40))\" is no name of a variable")
            }
        }
        // A secret may be anything that has no meaning of its own in an address.
        if let problem = judge(secret.text { _ in "x" }) {
            throw .badURL(node.place, field: field, problem: problem)
        }
        return text
    }

    private func prices(_ node: YAMLNode) throws(ProvidersError) -> PriceList {
        let fields = try fields(of: node, "prices", known: Self.priceKeys)
        guard let currencyNode = fields["currency"] else { throw .missing(node.place, field: "currency") }
        let currency = try text(currencyNode, "currency", limit: 3)
        guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
            throw .wrongType(currencyNode.place, field: "currency", expected: "three capital letters such as USD")
        }
        var prices = PriceList(currency: currency)
        prices.date = try fields["date"].map(date)
        prices.perHour = try fields["per_hour"].map(price("per_hour"))
        prices.perGigabyteIn = try fields["per_gb_in"].map(price("per_gb_in"))
        prices.perGigabyteOut = try fields["per_gb_out"].map(price("per_gb_out"))
        prices.perViewerHour = try fields["per_viewer_hour"].map(price("per_viewer_hour"))
        return prices
    }

    private func date(_ node: YAMLNode) throws(ProvidersError) -> String {
        guard let text = node.scalar?.text, Self.isDay(text) else {
            throw .wrongType(node.place, field: "date", expected: "a day such as 2026-11-21")
        }
        return text
    }

    private func price(_ field: String) -> (YAMLNode) throws(ProvidersError) -> Double {
        { node throws(ProvidersError) in
            guard case .number(let value)? = node.scalar?.kind, value.isFinite, value >= 0 else {
                throw .wrongType(node.place, field: field, expected: "a number from 0 without quotes")
            }
            return value
        }
    }
}

extension ProvidersReader {
    private func fields(of node: YAMLNode, _ what: String, known: [String]) throws(ProvidersError) -> [String: YAMLNode]
    {
        guard let mapping = node.fields else {
            throw .wrongType(node.place, field: what, expected: "a mapping")
        }
        var fields: [String: YAMLNode] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.text, known.contains(name) else {
                throw .unknownKey(key.place, key: String((key.scalar?.text ?? "").prefix(40)), known: known)
            }
            fields[name] = value
        }
        return fields
    }

    private func sequence(_ node: YAMLNode, _ field: String) throws(ProvidersError) -> [YAMLNode] {
        guard let items = node.items else {
            throw .wrongType(node.place, field: field, expected: "a list")
        }
        return items
    }

    private func text(_ node: YAMLNode, _ field: String, limit: Int) throws(ProvidersError) -> String {
        guard let scalar = node.scalar, scalar.kind == .text, !scalar.text.isEmpty else {
            throw .wrongType(node.place, field: field, expected: "a text")
        }
        guard scalar.text.count <= limit else {
            throw .limit(node.place, what: "\(field) is longer than \(limit) characters", remedy: "Shorten it.")
        }
        return scalar.text
    }

    private static func isName(_ name: String) -> Bool {
        let others = Set("._-".utf8)
        let isMade = name.utf8.allSatisfy { byte in
            (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || others.contains(byte)
        }
        return isMade && (1...64).contains(name.utf8.count)
    }

    private static func isDay(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], text.utf8.allSatisfy({ $0 == 45 || (48...57).contains($0) }) else {
            return false
        }
        return (1...12).contains(Int(parts[1]) ?? 0) && (1...31).contains(Int(parts[2]) ?? 0)
    }
}

import RunStore

/// Addresses of pages, their parts percent-encoded.
enum PageAddress {
    /// Names longer than this are linked to by the run's uuid.
    static let nameLimit = 80

    /// The page of one run.
    static func run(_ listing: RunListing) -> String {
        run(name: "\(listing.id)@\(listing.attempt)", uuid: listing.uuid)
    }

    /// The page of one run.
    static func run(name: String, uuid: String) -> String {
        "/runs/" + encoded(short(name: name, uuid: uuid))
    }

    /// The name that an address holds: the run's own where it is short, and no comma makes it several names.
    static func short(name: String, uuid: String) -> String {
        name.utf8.count > nameLimit || name.contains { "/,".contains($0) } ? uuid : name
    }

    /// A path with what stands behind its question mark; empty values are left out.
    static func path(_ path: String, _ parameters: [(name: String, value: String)]) -> String {
        let pairs = parameters.filter { !$0.value.isEmpty }.map { "\(encoded($0.name))=\(encoded($0.value))" }
        return pairs.isEmpty ? path : path + "?" + pairs.joined(separator: "&")
    }

    /// A text as it stands in a path or behind a question mark: everything but letters, digits, `-._~@` is encoded.
    static func encoded(_ text: String) -> String {
        var result = ""
        for byte in text.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E, 0x40:
                result.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let digits = String(byte, radix: 16, uppercase: true)
                result += digits.count == 1 ? "%0" + digits : "%" + digits
            }
        }
        return result
    }
}

extension Span<UInt8> {
    /// The bytes as text; what is not UTF-8 becomes U+FFFD.
    var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count)
        for index in indices {
            bytes.append(self[index])
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The text as an error shows it: at most 40 characters, and `?` for what cannot be printed.
    var shown: String {
        let most = 40
        let scalars = extracting(first: most * 4).text.unicodeScalars
        let printable = scalars.prefix(most).map { scalar in
            scalar.properties.generalCategory == .control || scalar.value == 0xFFFD ? "?" : String(scalar)
        }
        return printable.joined() + (scalars.count > most || count > most * 4 ? "…" : "")
    }
}

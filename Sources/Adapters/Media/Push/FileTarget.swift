internal import LabModel

/// A file, whose extension says the container.
enum FileTarget {
    static func address(_ path: String) throws(MediaError) -> PushAddress {
        let path = path.hasPrefix("//") ? String(path.dropFirst(2)) : path
        guard !path.isEmpty else { throw .badTarget(address: "file:", reason: "it names no file") }
        let name = PushFormats.name(ofFile: path)
        guard !name.isEmpty else {
            throw .badTarget(
                address: SafeAddress.of(path),
                reason: "its extension names no container, as .ts, .mp4 and .mkv do"
            )
        }
        var address = PushAddress(.file, format: name, url: path, shown: path)
        if ["mp4", "mov"].contains(name) {
            // Readable however the streamer ends.
            address.container = [.init(name: "movflags", value: "frag_keyframe+empty_moov+default_base_moof")]
        }
        return address
    }

    /// `clip-2.mp4` of `clip.mp4`.
    static func path(_ path: String, number: Int) -> String {
        guard let dot = path.lastIndex(of: ".") else { return "\(path)-\(number)" }
        return "\(path[..<dot])-\(number)\(path[dot...])"
    }
}

import ArgumentParser

/// The first lab's command line, which its users' scripts still hold.
struct OldForms: ParsableArguments {
    @Option(
        name: .customLong("ip", withSingleDash: true),
        help: ArgumentHelp("A streamer's host: the same as http://HOST:5000/video/stream.m3u8.", visibility: .hidden)
    )
    var ip: String?

    @Option(name: .customShort("f"), help: ArgumentHelp("The same as --frame-limit.", visibility: .hidden))
    var frames: String?

    /// What to receive, in whichever form it was given; nil where it is a task, whose address is not known yet.
    ///
    /// `-ip` counts before a task, as it always did.
    /// - Throws: `ValidationError` where it was given twice or not at all.
    func address(url: String?, task: String?) throws -> String? {
        switch (url, ip) {
        case (.some, .some): throw ValidationError("Give either an address or -ip, not both.")
        case (.some, nil) where task != nil: throw ValidationError("Give either an address or a task, not both.")
        case (let url?, nil): return url
        case (nil, let ip?): return "http://\(ip):5000/video/stream.m3u8"
        case (nil, nil) where task != nil: return nil
        case (nil, nil): throw ValidationError("Missing expected argument '<url>'")
        }
    }
}

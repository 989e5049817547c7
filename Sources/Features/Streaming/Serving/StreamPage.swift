internal import LabModel

/// The page at `/`: a player, addresses to copy, how to play and measure them, and live figures; self-contained.
enum StreamPage {
    /// The page's HTML.
    /// - Parameters:
    ///   - description: what is streamed.
    ///   - addresses: what can be watched, the one with the least delay first.
    ///   - codecs: the codec of `/live.mp4` by RFC 6381; nil where there is no such address.
    /// - Returns: the page.
    static func html(_ description: StreamDescription, addresses: [StreamAddress], codecs: String?) -> String {
        let facts =
            "\(description.codec.rawValue), \(description.width)x\(description.height) at \(description.fps) fps, "
            + "\(description.bitrateBps / 1_000) kbit/s, stream \(description.streamID)"
        let best = addresses.first?.path ?? "/live.mjpeg"
        let rows = addresses.map { address in
            "<tr><td><code class=\"u\">\(address.path)</code> <button>copy</button></td><td>\(address.about)</td></tr>"
        }
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Glasslab streamer</title>
            <meta name="viewport" content="width=device-width">
            <style>\(style)</style></head><body>
            <h1>Glasslab streamer</h1>
            <p>\(facts)</p>
            <video id="player" data-codecs="\(codecs ?? "")" autoplay muted playsinline controls></video>
            <p id="state"></p>
            <p>Every frame carries a mark that says when it was made.</p>
            <table>\(rows.joined(separator: "\n"))</table>
            <p>Play it: <code>ffplay -fflags nobuffer -flags low_delay <span class="u">\(best)</span></code></p>
            <p>Measure it: <code>receiver <span class="u">\(best)</span></code></p>
            <table id="figures"></table>
            <p><a href="/stream">/stream</a> · <a href="/clock">/clock</a> ·
            <a href="/metrics">/metrics</a> · <a href="/healthz">/healthz</a> ·
            <a href="/get_params">/get_params</a> · <a href="/ping">/ping</a></p>
            <script>\(StreamPageScript.text)</script></body></html>

            """
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
        color:#1b2733;background:#f6f8fa}
        h1{font-size:1.5rem}code{background:#e4eaf0;padding:.1em .4em;border-radius:4px;user-select:all}
        video,img{width:100%;background:#000}button{font-size:.8rem}
        table{border-collapse:collapse;width:100%}td{border-top:1px solid #d5dde5;padding:.35rem .5rem}
        td:last-child{text-align:right;font-variant-numeric:tabular-nums}
        """
}

import Charts
import Foundation

/// A page of figures.
enum TestPage {
    /// The page, with a script of the test's own behind the charts' one.
    static func html(_ figures: [String], width: Int? = nil, script: String = "", charts: Bool = true) -> String {
        let room = width.map { "main{width:\($0)px}" } ?? "main{max-width:960px;margin:auto}"
        return """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Charts</title>
            <meta name="viewport" content="width=device-width,initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'nonce-test';\
            script-src 'nonce-test'">
            <style nonce="test">\(ChartAssets.css)
            :root{color-scheme:light dark}body{margin:16px;font:16px system-ui,sans-serif;background:var(--chart-paper);
            color:var(--chart-ink)}\(room)</style></head>
            <body><main>\(figures.joined(separator: "\n"))</main>
            \(charts ? "<script nonce=\"test\">\(ChartAssets.script)</script>" : "")
            <script nonce="test">\(script)</script></body></html>
            """
    }
}

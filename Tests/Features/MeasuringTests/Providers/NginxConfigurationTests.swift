import LabModel
import Testing

@testable import Measuring

@Suite struct NginxConfigurationTests {
    private let configuration = NginxConfiguration(
        module: "/m/ngx_rtmp_module.so",
        ports: (1_935, 8_080),
        fragment: .seconds(1.5)
    )

    @Test func listensOnTheLoopbackAlone() {
        let text = configuration.text(folder: "/tmp/x", isRoot: true)
        let listening = text.split(separator: "\n").filter { $0.contains("listen") }
        #expect(
            listening.map { $0.trimmingPrefix { $0 == " " } } == ["listen 127.0.0.1:1935;", "listen 127.0.0.1:8080;"]
        )
        #expect(text.contains("load_module /m/ngx_rtmp_module.so;\n"))
        #expect(text.contains("user root;"))
        #expect(text.contains("hls_fragment 1500ms;"))
        #expect(text.contains("hls_playlist_length 9000ms;"))
        #expect(!configuration.text(folder: "/tmp/x", isRoot: false).contains("user "))
    }

    @Test func strangeFoldersAreEscaped() {
        let text = configuration.text(folder: "/tmp/a b;c", isRoot: false)
        #expect(text.contains(#"hls_path /tmp/a\ b\;c/hls;"#))
    }
}

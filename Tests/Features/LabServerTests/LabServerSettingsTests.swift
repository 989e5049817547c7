import LabServer
import Testing

@Suite struct LabServerSettingsTests {
    @Test(arguments: ["127.0.0.1", "127.9.8.7", "localhost", "::1", "[::1]"])
    func loopback(host: String) {
        var settings = LabServerSettings()
        settings.host = host
        #expect(settings.isLoopback)
    }

    @Test(arguments: [
        "0.0.0.0", "::", "192.168.1.2", "127.0.0.1.example.org", "127.0.0", "128.0.0.1", "", "example.org",
    ])
    func open(host: String) {
        var settings = LabServerSettings()
        settings.host = host
        #expect(!settings.isLoopback)
    }
}

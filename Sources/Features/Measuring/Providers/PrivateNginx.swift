import Foundation
import LabModel
import Machine
import Tasks

/// An nginx with its RTMP module for one measurement: on free ports of 127.0.0.1, pushed to by RTMP, played by HLS.
public struct PrivateNginx: Sendable {
    private let executable: String
    private let module: String
    private let temporaryFolder: String

    private static let usualFolders = ["/usr/sbin", "/usr/local/sbin", "/usr/local/nginx/sbin"]
    private static let modulePaths = [
        "/usr/lib/nginx/modules/ngx_rtmp_module.so", "/usr/lib64/nginx/modules/ngx_rtmp_module.so",
        "/usr/local/nginx/modules/ngx_rtmp_module.so", "/usr/share/nginx/modules/ngx_rtmp_module.so",
    ]
    /// How often other ports are tried, where somebody else was faster.
    private static let attempts = 3

    /// Looks for nginx and its module on this machine.
    /// - Throws: ``ProvidersError/noNginx(missing:)``.
    public init() throws(ProvidersError) {
        try self.init(temporaryFolder: FileManager.default.temporaryDirectory.path)
    }

    /// - Parameters:
    ///   - folders: where nginx is looked for, in order.
    ///   - modules: the module's possible paths, in order.
    ///   - temporaryFolder: where each measurement's nginx gets a folder, which is removed at its end.
    /// - Throws: ``ProvidersError/noNginx(missing:)``.
    init(
        folders: [String] = Self.executableFolders(),
        modules: [String] = Self.modulePaths,
        temporaryFolder: String
    ) throws(ProvidersError) {
        let files = FileManager.default
        guard let executable = folders.map({ $0 + "/nginx" }).first(where: files.isExecutableFile) else {
            throw .noNginx(missing: "nginx")
        }
        guard let module = modules.first(where: files.fileExists) else {
            throw .noNginx(missing: "module ngx_rtmp_module.so")
        }
        self.executable = executable
        self.module = module
        self.temporaryFolder = temporaryFolder
    }

    private static func executableFolders() -> [String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").map(String.init) + usualFolders
    }

    /// Where it was found, for a person.
    public var description: String {
        "\(executable), \(module)"
    }

    /// Starts it, does the work while it serves, and ends it, whatever the work does.
    ///
    /// - Parameters:
    ///   - fragment: how long a segment is; segments end at keyframes.
    ///   - clock: the clock of the waiting.
    ///   - choosePorts: gives two ports that seem free, for each attempt anew.
    ///   - work: what to do while it serves; told the ports of RTMP and HTTP.
    /// - Returns: what the work returns.
    /// - Throws: ``ProvidersError/nginxFailed(reason:)``; what the work throws.
    func run<Result: Sendable>(
        fragment: Latency,
        clock: any LabClock,
        choosePorts: @Sendable () throws -> (rtmp: Int, http: Int) = PrivateNginx.freePorts,
        _ work: @Sendable (_ rtmp: Int, _ http: Int) async throws -> Result
    ) async throws -> Result {
        var attempt = 1
        while true {
            do {
                return try await runOnce(fragment: fragment, clock: clock, choosePorts: choosePorts, work)
            } catch let failure as LocalServer.Failure {
                guard attempt < Self.attempts, Self.isPortTaken(failure) else {
                    throw ProvidersError.nginxFailed(reason: failure.reason)
                }
                attempt += 1
            }
        }
    }

    /// nginx names the port, tries again for a while, and its last words are only that it could not bind.
    private static func isPortTaken(_ failure: LocalServer.Failure) -> Bool {
        failure.said.contains { $0.contains("Address already in use") || $0.contains("could not bind") }
    }

    private func runOnce<Result: Sendable>(
        fragment: Latency,
        clock: any LabClock,
        choosePorts: @Sendable () throws -> (rtmp: Int, http: Int),
        _ work: @Sendable (_ rtmp: Int, _ http: Int) async throws -> Result
    ) async throws -> Result {
        let folder: String
        let ports: (rtmp: Int, http: Int)
        do {
            ports = try choosePorts()
            folder = try prepare(NginxConfiguration(module: module, ports: ports, fragment: fragment))
        } catch {
            throw ProvidersError.nginxFailed(reason: "\(error)")
        }
        let server = LocalServer(executable: executable, clock: clock)
        return try await server.run(
            in: folder,
            arguments: ["-e", "stderr", "-p", folder, "-c", folder + "/nginx.conf"],
            listeningOn: [ports.rtmp, ports.http],
            readyFile: folder + "/nginx.pid"
        ) {
            try await work(ports.rtmp, ports.http)
        }
    }

    private func prepare(_ configuration: NginxConfiguration) throws -> String {
        let folder = temporaryFolder + "/glasslab-nginx-\(UUID().uuidString.lowercased())"
        let files = FileManager.default
        let isPrivate: [FileAttributeKey: Any] = [.posixPermissions: 0o700]
        for name in ["", "/hls", "/temp"] {
            try files.createDirectory(atPath: folder + name, withIntermediateDirectories: true, attributes: isPrivate)
        }
        try Data(configuration.text(folder: folder, isRoot: geteuid() == 0).utf8)
            .write(to: URL(filePath: folder + "/nginx.conf"))
        return folder
    }

    /// Ports that the system has just given and taken back.
    static func freePorts() throws(SocketError) -> (rtmp: Int, http: Int) {
        let (first, second) = (try TCPListener.open(), try TCPListener.open())
        defer {
            first.close()
            second.close()
        }
        return (first.port, second.port)
    }
}

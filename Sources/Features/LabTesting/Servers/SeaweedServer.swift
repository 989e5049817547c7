import Foundation
import Testing

/// SeaweedFS as an S3 server that checks signatures: keys of its own, a new folder, nothing kept.
public final class SeaweedServer: ServerForWork {
    /// An access key that may do everything.
    public static let key = "AKIDLAB"
    /// Its secret.
    public static let secret = "labsecretlabsecretlabsecretlabsecret1234"
    /// An access key that may read the bucket `res` alone.
    public static let readerKey = "AKIDRO"
    /// Its secret.
    public static let readerSecret = "rosecretrosecretrosecretrosecretrosecret"

    /// Where S3 is asked.
    public let address: String

    private let process: ServerProcess

    private init(address: String, process: ServerProcess) {
        self.address = address
        self.process = process
    }

    /// Starts a server, does the work and ends the server, whatever the work does.
    ///
    /// - Parameter work: what to do with it.
    /// - Returns: what the work returns.
    /// - Throws: ``ServerProcess/Failure`` when it does not come to serve; what the work throws.
    public static func serving<Outcome: Sendable>(
        _ work: @Sendable (SeaweedServer) async throws -> Outcome
    ) async throws -> Outcome {
        try await start().stopped(after: work)
    }

    /// Starts a server and waits until it answers.
    ///
    /// - Returns: the server; it ends at the latest when nobody holds it.
    /// - Throws: ``ServerProcess/Failure``.
    public static func start() async throws -> SeaweedServer {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.file("data"), withIntermediateDirectories: true)
        try Data(identities.utf8).write(to: URL(filePath: folder.file("s3.json")))
        let ports = try (0..<8).map { _ in try LoopbackPort.free() }
        let process = try await ServerProcess.start(
            [try TestTools.path("weed")] + arguments(ports, folder: folder),
            in: folder,
            ready: [.tcp(port: ports[0]), .tcp(port: ports[6])],
            hasWorkers: true
        )
        return SeaweedServer(address: "http://127.0.0.1:\(ports[0])", process: process)
    }

    /// What it wrote.
    public var log: String {
        process.log
    }

    /// Ends it as a crash would: in order it takes a quarter of a minute, and nothing of it is kept.
    public func stop() async {
        await process.kill()
    }

    private static func arguments(_ ports: [Int], folder: TemporaryFolder) -> [String] {
        [
            "-v=0", "-logdir=\(folder.path)", "server", "-dir=\(folder.file("data"))", "-ip=127.0.0.1",
            "-ip.bind=127.0.0.1", "-master.volumeSizeLimitMB=64", "-volume.max=20", "-volume.preStopSeconds=0",
            "-s3", "-s3.port=\(ports[0])", "-s3.port.grpc=\(ports[1])", "-s3.port.iceberg=0", "-s3.port.lance=0",
            "-s3.config=\(folder.file("s3.json"))", "-master.port=\(ports[2])", "-master.port.grpc=\(ports[3])",
            "-volume.port=\(ports[4])", "-volume.port.grpc=\(ports[5])", "-filer", "-filer.port=\(ports[6])",
            "-filer.port.grpc=\(ports[7])",
        ]
    }

    private static let identities = """
        {"identities":[
          {"name":"lab","credentials":[{"accessKey":"\(key)","secretKey":"\(secret)"}],
           "actions":["Admin","Read","Write","List","Tagging"]},
          {"name":"reader","credentials":[{"accessKey":"\(readerKey)","secretKey":"\(readerSecret)"}],
           "actions":["Read:res","List:res"]}
        ]}
        """
}

import Foundation
import LabModel

/// What the shared files say of a profile.
struct SharedProfiles: Sendable {
    /// The profile's name.
    let name: String
    /// Whether somebody asked for this profile, so that it must be there.
    let isWanted: Bool
    /// Its values, those of the credentials file above those of the other one.
    let values: [String: String]
    /// The addresses of single services, by lower-case names; empty where none are given.
    let serviceAddresses: [String: String]

    /// Reads the files that the environment names; one that is not there is empty.
    init(profile: String?, environment: [String: String]) throws(AWSError) {
        let config = Self.path("AWS_CONFIG_FILE", "config", environment)
        let credentials = Self.path("AWS_SHARED_CREDENTIALS_FILE", "credentials", environment)
        let first = try Self.file(config, .config)
        let second = try Self.file(credentials, .credentials)
        let wanted = profile ?? Self.variable("AWS_PROFILE", environment)
        name = wanted ?? "default"
        isWanted = wanted != nil
        let sections = [first.profiles[name], second.profiles[name]].compactMap { $0 }
        guard !sections.isEmpty || wanted == nil || wanted == "default" else {
            throw .noProfile(name: String(name.prefix(80)), files: [config, credentials].compactMap { $0 })
        }
        values = sections.reduce(into: [:]) { $0.merge($1.values) { _, second in second } }
        let services = values["services"].flatMap { first.services[$0] }
        serviceAddresses = services?.nested.compactMapValues { $0["endpoint_url"] } ?? [:]
    }

    private static func file(_ path: String?, _ kind: SharedFile.Kind) throws(AWSError) -> SharedFile {
        guard let path, FileManager.default.fileExists(atPath: path) else { return SharedFile() }
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .badLocalFile(path: path, reason: "it cannot be opened")
        }
        // Nothing is lost of a file that was only read.
        defer { try? handle.close() }
        let bytes: Data
        do {
            bytes = try handle.read(upToCount: SharedFile.longest.bytes + 1) ?? Data()
        } catch {
            throw .badLocalFile(path: path, reason: "it cannot be read")
        }
        guard bytes.count <= SharedFile.longest.bytes else {
            throw .badLocalFile(path: path, reason: "it is longer than \(SharedFile.longest.bytes) bytes")
        }
        return try SharedFileReader.read(String(decoding: bytes, as: UTF8.self), path: path, kind: kind)
    }

    private static func path(_ variable: String, _ name: String, _ environment: [String: String]) -> String? {
        let home = Self.variable("HOME", environment)
        guard let given = Self.variable(variable, environment) else { return home.map { "\($0)/.aws/\(name)" } }
        guard given.hasPrefix("~/"), let home else { return given }
        return home + given.dropFirst()
    }

    private static func variable(_ name: String, _ environment: [String: String]) -> String? {
        environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

import Foundation
import LabModel

/// Asks a program what it is.
struct VMAFInquiry {
    /// An ffmpeg lists five hundred filters in 40 KB.
    private static let answerLimit = 1 << 20

    let path: String
    /// How long the program may take to answer.
    let limit: Latency

    /// The program as a tool.
    /// - Throws: ``VMAFFailure`` where it is not there, no ffmpeg, or has no libvmaf.
    func tool(from source: VMAFTool.Source) throws(VMAFFailure) -> VMAFTool {
        var isFolder: ObjCBool = false
        let isThere = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard isThere, !isFolder.boolValue, FileManager.default.isExecutableFile(atPath: path) else {
            throw .noProgram(path: path)
        }
        let version = try versionText()
        guard try answer(["-hide_banner", "-filters"]).contains(where: Self.isFilter) else {
            throw .withoutLibVMAF(path: path, version: version)
        }
        return VMAFTool(path: path, source: source, version: version)
    }

    /// `ffmpeg version n9.0 Copyright…` as `ffmpeg n9.0`.
    private func versionText() throws(VMAFFailure) -> String {
        let first = try answer(["-version"]).first ?? ""
        let words = first.split(separator: " ")
        guard words.count >= 3, words[0] == "ffmpeg", words[1] == "version" else {
            throw .foreign(path: path, said: ToolWords.first(Array(first.utf8)))
        }
        return "ffmpeg \(words[2])"
    }

    /// A row such as ` .. libvmaf           VV->V      Calculate…`.
    private static func isFilter(_ line: Substring) -> Bool {
        line.split(separator: " ").prefix(3).contains("libvmaf")
    }

    /// What it writes to standard output, by lines; what it says as an error where that is nothing.
    private func answer(_ arguments: [String]) throws(VMAFFailure) -> [Substring] {
        var program = VMAFProcess.Program(path: path, arguments: arguments)
        program.environment = VMAFEnvironment.own
        program.outputLimit = Self.answerLimit
        let process: VMAFProcess
        do {
            process = try VMAFProcess.start(program)
        } catch {
            guard case .notStarted(_, let reason) = error else { throw error }
            throw .foreign(path: path, said: reason)
        }
        process.closeInput()
        guard let end = process.wait(atMost: limit) else {
            process.kill()
            throw .hangs(path: path, work: "say what it is", limit: limit)
        }
        guard !end.wroteTooMuch else { throw .tooMuchOutput(path: path) }
        let bytes = end.output.isEmpty ? end.errors : end.output
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
    }
}

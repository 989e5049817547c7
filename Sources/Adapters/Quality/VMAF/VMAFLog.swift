import Foundation

/// What libvmaf writes about the pictures that it compared.
struct VMAFLog {
    /// libvmaf's version.
    let version: String
    /// VMAF by the picture's place in the process's input; not every place has one.
    let scores: [Int: Double]

    /// Why a text is no log.
    struct Unreadable: Error, Equatable {
        let reason: String
    }

    private struct File: Decodable {
        struct Frame: Decodable {
            let frameNum: Int
            let metrics: [String: Double]
        }

        let version: String
        let frames: [Frame]
    }

    /// Reads a log.
    /// - Throws: ``Unreadable`` for what is no log, and for scores that are none: not a number, out of 0 to 100.
    init(_ text: [UInt8]) throws(Unreadable) {
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: Data(text))
        } catch {
            throw Unreadable(reason: text.isEmpty ? "nothing" : "\(text.count) bytes that are no log of libvmaf's")
        }
        var scores: [Int: Double] = [:]
        for frame in file.frames {
            guard let score = frame.metrics["vmaf"] else { continue }
            guard (0...100).contains(score) else { throw Unreadable(reason: "a score of \(score)") }
            scores[frame.frameNum] = score
        }
        version = file.version
        self.scores = scores
    }
}

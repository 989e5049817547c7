internal import Foundation
internal import LabModel
internal import Quality

/// What an ffmpeg's filters take for a pair of pictures, on one thread.
///
/// Both inputs repeat one grey picture, so that next to nothing else is done; the same run without the filter is taken off.
struct FilterPeer {
    let size: PixelSize
    private let program: String
    private let hasLibvmaf: Bool

    /// Takes the ffmpeg that has libvmaf where there is one, otherwise the PATH's first.
    init(size: PixelSize) {
        self.size = size
        let tool = try? VMAFSearch(option: nil, environment: ProcessInfo.processInfo.environment).find()
        program = tool?.path ?? "ffmpeg"
        hasLibvmaf = tool != nil
    }

    /// A filter of two inputs' CPU time a frame; nil where there is no such program or filter.
    func milliseconds(of filter: String, frames: Int) -> Double? {
        difference("[0:v][1:v]\(filter)", "[0:v]null[a];[1:v]null[b]", frames: frames)
    }

    /// A feature of libvmaf's CPU time a frame, beside the model that the filter always computes; nil where there is none.
    func milliseconds(ofFeature feature: String, frames: Int) -> Double? {
        guard hasLibvmaf else { return nil }
        let filter = "[0:v][1:v]libvmaf=n_threads=1"
        return difference("\(filter):feature=name=\(feature)", filter, frames: frames)
    }

    private func difference(_ graph: String, _ without: String, frames: Int) -> Double? {
        guard let less = cpuSeconds(without, frames), let more = cpuSeconds(graph, frames), more > less else {
            return nil
        }
        return (more - less) / Double(frames) * 1e3
    }

    private func cpuSeconds(_ graph: String, _ frames: Int) -> Double? {
        let grey = { (level: String) in
            ["-f", "lavfi", "-i", "color=c=\(level):s=\(size):r=30,format=yuv420p"]
        }
        let outputs = graph.contains("[b]") ? ["-map", "[a]", "-frames:v", "\(frames)", "-map", "[b]"] : []
        let arguments =
            ["-nostdin", "-v", "error", "-threads", "1", "-filter_threads", "1", "-filter_complex_threads", "1"]
            + grey("0x808080") + grey("0x7a7a7a") + ["-lavfi", graph] + outputs
            + ["-frames:v", "\(frames)", "-f", "null", "-"]
        return try? ChildProcess(executable: program, arguments: arguments).cpuSeconds()
    }
}

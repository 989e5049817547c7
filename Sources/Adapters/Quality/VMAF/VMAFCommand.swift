import LabModel

/// The arguments by which an ffmpeg scores what it reads from its standard input.
///
/// Each picture that it reads holds two, the reference above what became of it, so that one pipe is enough and nothing
/// can go out of step; `crop` only moves pointers. libvmaf writes its log to the standard output.
struct VMAFCommand {
    /// Every how many pictures libvmaf computes what needs no neighbours; in between it follows motion only.
    enum Interval: Int {
        /// Each picture has a score.
        case every = 1
        /// The second of each three has a score: the others are its neighbours.
        case triples = 3
    }

    var model: VMAFModel
    var shape: VMAFShape
    var interval: Interval
    var threads: Int

    /// The arguments after the program's name.
    var arguments: [String] {
        [
            "-v", "error", "-nostdin", "-hide_banner", "-threads", "1", "-filter_threads", "1",
            "-f", "rawvideo", "-pix_fmt", pixelFormat, "-s", "\(width)x\(2 * evenHeight)", "-framerate", "25",
            "-i", "pipe:0", "-filter_complex_threads", "1", "-filter_complex", graph, "-f", "null", "-",
        ]
    }

    /// What stands for a model in libvmaf's option; a file comes as descriptor 3, whatever its name.
    var modelOption: String {
        model.version.map { "version=\($0)" } ?? "path=/dev/fd/3"
    }

    /// Chroma has a row for two of luma: the lower picture must begin at an even row.
    private var evenHeight: Int {
        (shape.size.height + 1) / 2 * 2
    }

    private var width: Int {
        shape.size.width
    }

    private var pixelFormat: String {
        shape.depth > 8 ? "yuv420p\(shape.depth)le" : "yuv420p"
    }

    private var graph: String {
        let height = shape.size.height
        return "[0:v]split[both][too];[both]crop=\(width):\(height):0:0:exact=1[reference];"
            + "[too]crop=\(width):\(height):0:\(evenHeight):exact=1[distorted];"
            + "[distorted][reference]libvmaf=model=\(modelOption):n_subsample=\(interval.rawValue):"
            + "n_threads=\(threads):log_fmt=json:log_path=/dev/stdout"
    }
}

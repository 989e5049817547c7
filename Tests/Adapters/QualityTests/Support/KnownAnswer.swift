import LabModel
import Testing

/// What libvmaf says of a pair of drawn pictures.
///
/// The ffmpeg 9.0.2 inside imageio-ffmpeg 0.8.1, whose libvmaf is 3.x at 86da14d, was given both pictures as raw 4:2:0
/// frames: `ffmpeg -i distorted -i reference -lavfi
/// "libvmaf=n_threads=1:feature='name=psnr|name=float_ssim|name=float_ms_ssim':log_fmt=json:log_path=…" -f null -`.
/// It writes six decimals, and null for an MS-SSIM that it cannot compute.
struct KnownAnswer: Sendable, CustomTestStringConvertible {
    var size: PixelSize
    var depth: Int
    var content: DrawnPicture.Content
    var distortion: DrawnPicture.Distortion
    /// The sum of the reference's samples and three times that of the other's.
    var sum: Int
    /// Luma, blue difference, red difference.
    var psnr: [Double]
    var ssim: Double
    var msSsim: Double?

    var testDescription: String {
        "\(size) of \(depth) bits, \(content), \(distortion)"
    }

    /// Both pictures.
    var pair: (reference: DrawnPicture, distorted: DrawnPicture) {
        DrawnPicture.pair(size: size, depth: depth, content: content, distortion: distortion)
    }

    init(
        _ size: (Int, Int, Int),
        _ content: DrawnPicture.Content,
        _ distortion: DrawnPicture.Distortion,
        sum: Int,
        psnr: [Double],
        ssim: (Double, Double?)
    ) {
        self.size = PixelSize(width: size.0, height: size.1)
        depth = size.2
        self.content = content
        self.distortion = distortion
        self.sum = sum
        self.psnr = psnr
        self.ssim = ssim.0
        msSsim = ssim.1
    }

    static let all: [KnownAnswer] = [
        KnownAnswer(
            (352, 288, 8),
            .smooth,
            .grain(6),
            sum: 76_875_789,
            psnr: [36.68779, 36.69171, 36.664214],
            ssim: (0.916892, 0.99299)
        ),
        KnownAnswer(
            (352, 288, 8),
            .steps,
            .shift,
            sum: 76_944_384,
            psnr: [10.195606, 10.195606, 10.195606],
            ssim: (0.636407, 0.872081)
        ),
        KnownAnswer(
            (321, 181, 8),
            .steps,
            .grain(12),
            sum: 44_231_392,
            psnr: [30.954444, 30.963578, 30.967489],
            ssim: (0.994605, 0.997865)
        ),
        KnownAnswer(
            (321, 181, 8),
            .flat,
            .grain(1),
            sum: 80_061_205,
            psnr: [49.892725, 49.870956, 49.860613],
            ssim: (0.992712, 0.999647)
        ),
        KnownAnswer(
            (176, 176, 8),
            .noise,
            .dim,
            sum: 21_525_097,
            psnr: [22.620626, 22.613933, 22.596791],
            ssim: (0.981917, 0.991589)
        ),
        KnownAnswer((176, 176, 8), .noise, .same, sum: 23_818_876, psnr: [60.0, 60.0, 60.0], ssim: (1.0, 1.0)),
        KnownAnswer(
            (200, 175, 8),
            .smooth,
            .dim,
            sum: 24_041_119,
            psnr: [23.598578, 23.53726, 23.51754],
            ssim: (0.984881, nil)
        ),
        KnownAnswer(
            (176, 177, 8),
            .noise,
            .negative,
            sum: 23_812_960,
            psnr: [4.741305, 4.743171, 4.716857],
            ssim: (-0.965749, nil)
        ),
        KnownAnswer(
            (352, 288, 10),
            .smooth,
            .grain(6),
            sum: 310_705_300,
            psnr: [36.713299, 36.717219, 36.689724],
            ssim: (0.917099, 0.993016)
        ),
        KnownAnswer(
            (323, 179, 10),
            .steps,
            .dim,
            sum: 160_892_852,
            psnr: [21.605599, 21.602826, 21.607032],
            ssim: (0.982353, 0.992138)
        ),
        KnownAnswer((177, 176, 10), .noise, .same, sum: 96_103_424, psnr: [72.0, 72.0, 72.0], ssim: (1.0, 1.0)),
        KnownAnswer(
            (176, 176, 12),
            .steps,
            .grain(20),
            sum: 380_272_416,
            psnr: [26.970567, 27.03901, 26.987777],
            ssim: (0.986875, 0.993704)
        ),
        KnownAnswer(
            (401, 385, 8),
            .smooth,
            .shift,
            sum: 117_141_755,
            psnr: [36.287091, 36.287173, 36.287173],
            ssim: (0.986898, 0.991449)
        ),
        KnownAnswer(
            (400, 384, 10),
            .steps,
            .grain(3),
            sum: 470_482_620,
            psnr: [42.142235, 42.150696, 42.093955],
            ssim: (0.999926, 0.999855)
        ),
        KnownAnswer(
            (661, 641, 8),
            .smooth,
            .grain(9),
            sum: 321_143_788,
            psnr: [33.362555, 33.375939, 33.371485],
            ssim: (0.995086, 0.985394)
        ),
        KnownAnswer(
            (64, 48, 8),
            .steps,
            .shift,
            sum: 2_331_648,
            psnr: [10.195606, 10.195606, 10.195606],
            ssim: (0.637961, nil)
        ),
        KnownAnswer(
            (643, 640, 10),
            .noise,
            .grain(40),
            sum: 1_264_443_106,
            psnr: [21.150328, 21.15128, 21.137955],
            ssim: (0.955257, 0.9616)
        ),
    ]
}

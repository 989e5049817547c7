/// A bad moment of a run, with its picture where one was kept.
public struct ReportMoment: Hashable, Sendable {
    /// The frame, its score and when it was shown.
    public var moment: WorstMoment
    /// What was received; nil where no picture was kept.
    public var picture: ReportPicture?
    /// What was sent; nil where no picture was kept.
    public var reference: ReportPicture?

    /// Makes a moment.
    public init(_ moment: WorstMoment, picture: ReportPicture? = nil, reference: ReportPicture? = nil) {
        self.moment = moment
        self.picture = picture
        self.reference = reference
    }
}

/// A picture that a report carries within itself.
public struct ReportPicture: Hashable, Sendable {
    /// The whole file, a PNG or a JPEG.
    public var bytes: [UInt8]
    /// Its pixels in a row, above 0.
    public var width: Int
    /// Its rows, above 0.
    public var height: Int

    /// Makes a picture from a file's bytes.
    public init(bytes: [UInt8], width: Int, height: Int) {
        self.bytes = bytes
        self.width = width
        self.height = height
    }

    /// Whether it is a PNG, by its signature.
    var isPNG: Bool {
        bytes.starts(with: [0x89, 0x50, 0x4E, 0x47])
    }
}

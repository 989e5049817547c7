public import Estimation
public import LabModel

/// How a stream is analysed.
public struct AnalysisPlan: Sendable {
    /// How much may wait between the steps.
    public var limits: AnalysisLimits
    /// Sorts each sample into epochs, backlog and repeats.
    public var classifier: SampleClassifier
    /// What is known of the streamer's clock.
    public var clockView: ClockView
    /// The half of the pictures in which a second player shows the control, while the other shows what is under test;
    /// nil where all of each picture is under test.
    public var control: PictureHalf?
    /// Who else looks at units and pictures; nil for nobody.
    public var observer: (any PictureObserver)?

    /// Makes a plan; each argument is the property of its name.
    public init(
        limits: AnalysisLimits,
        classifier: SampleClassifier,
        clockView: ClockView,
        control: PictureHalf? = nil,
        observer: (any PictureObserver)? = nil
    ) {
        self.limits = limits
        self.classifier = classifier
        self.clockView = clockView
        self.control = control
        self.observer = observer
    }
}

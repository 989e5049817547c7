import LabModel
public import RunStore

/// One run of a list, as JSON has it: for `glasslab runs --json` and for the dashboard's API.
///
/// Keys in snake case are the property's names; what is not known is `null`.
public struct RunListEntry: Encodable, Sendable {
    var uuid: String
    /// Finds exactly this attempt.
    var name: String
    var id: String
    var attempt: Int
    var analysisNumber: Int
    var provider: String
    var startedAt: String
    var state: String
    @OrNull var endReason: EndReason?
    @OrNull var sweep: String?
    @OrNull var durationS: Double?
    @OrNull var received: Int?
    @OrNull var dropped: Int?
    @OrNull var frameDelayP50Ms: Double?
    @OrNull var frameDelayP95Ms: Double?
    @OrNull var signalDelayP95Ms: Double?
    var isSignalDelayLowerBound: Bool
    @OrNull var operatingDelayMs: Double?
    var isOperatingDelayLowerBound: Bool
    @OrNull var clockErrorBoundMs: Double?
    @OrNull var warnings: Int?

    /// Makes it of what the store lists.
    /// - Parameters:
    ///   - listing: the run.
    ///   - sweep: the sweep that it is of; nil for none.
    public init(_ listing: RunListing, sweep: String?) {
        uuid = listing.uuid
        name = "\(listing.id)@\(listing.attempt)"
        id = listing.id
        attempt = listing.attempt
        analysisNumber = listing.analysisNumber
        provider = listing.provider
        startedAt = listing.startedAt.iso8601
        state = listing.state.rawValue
        endReason = listing.endReason
        self.sweep = sweep
        let figures = listing.figures
        durationS = figures?.durationS
        received = figures?.received
        dropped = figures?.dropped
        frameDelayP50Ms = figures?.frameDelayP50Ms
        frameDelayP95Ms = figures?.frameDelayP95Ms
        signalDelayP95Ms = figures?.signalDelayP95Ms
        isSignalDelayLowerBound = figures?.isSignalDelayLowerBound ?? false
        operatingDelayMs = figures?.operatingDelayMs
        isOperatingDelayLowerBound = figures?.isOperatingDelayLowerBound ?? false
        clockErrorBoundMs = figures?.clockErrorBoundMs
        warnings = figures?.warnings
    }
}

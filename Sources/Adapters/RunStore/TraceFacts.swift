import LabModel

/// Everything of a trace but its samples, those of its control, exchanges, events, segments and scored frames, which have
/// tables of their own.
struct TraceFacts: Codable {
    var join: WallTime?
    var end: WallTime?
    var drained: WallTime?
    var endReason: EndReason
    var nominalPeriod: Latency?
    var clockMethod: ClockMethod
    var arrivalMethod: ArrivalMethod?
    var stalls: [TimeGap]
    var reconnects: [TimeGap]
    var startup: Trace.Startup
    var streamer: Summary.Streamer?
    var receiver: Summary.Receiver
    var media: Summary.Media
    // Not in the traces of older files: what is nil there is as in a new trace.
    var isClockDirect: Bool?
    var streamerClockBound: Latency?
    var clockJumps: [ClockJump]?
    var controlKind: ControlKind?
    var controlJoins: [WallTime]?
    var intrinsic: Summary.Intrinsic?
    var joins: [Trace.Join]?
    var importedQuality: Summary.ImportedQuality?
    var playerStart: PlayerStart?
    var avOffsets: [AVOffset]?
    var quality: QualityFacts?

    init(_ trace: Trace) {
        join = trace.join
        end = trace.end
        drained = trace.drained
        endReason = trace.endReason
        nominalPeriod = trace.nominalPeriod
        clockMethod = trace.clockMethod
        arrivalMethod = trace.arrivalMethod
        stalls = trace.stalls
        reconnects = trace.reconnects
        startup = trace.startup
        streamer = trace.streamer
        receiver = trace.receiver
        media = trace.media
        isClockDirect = trace.isClockDirect
        streamerClockBound = trace.streamerClockBound
        clockJumps = trace.clockJumps
        controlKind = trace.controlKind
        controlJoins = trace.controlJoins
        intrinsic = trace.intrinsic
        joins = trace.joins
        importedQuality = trace.importedQuality
        playerStart = trace.playerStart
        avOffsets = Array(trace.avOffsets.prefix(Trace.avOffsetLimit))
        quality = trace.quality
        quality?.frames = []
    }

    /// A trace of these facts and nothing observed.
    var trace: Trace {
        var trace = Trace()
        trace.join = join
        trace.end = end
        trace.drained = drained
        trace.endReason = endReason
        trace.nominalPeriod = nominalPeriod
        trace.clockMethod = clockMethod
        trace.arrivalMethod = arrivalMethod
        trace.stalls = stalls
        trace.reconnects = reconnects
        trace.startup = startup
        trace.streamer = streamer
        trace.receiver = receiver
        trace.media = media
        trace.isClockDirect = isClockDirect ?? trace.isClockDirect
        trace.streamerClockBound = streamerClockBound
        trace.clockJumps = clockJumps ?? []
        trace.controlKind = controlKind
        trace.controlJoins = controlJoins ?? []
        trace.intrinsic = intrinsic
        trace.joins = joins ?? []
        trace.importedQuality = importedQuality
        trace.playerStart = playerStart
        trace.avOffsets = avOffsets ?? []
        trace.quality = quality
        return trace
    }
}

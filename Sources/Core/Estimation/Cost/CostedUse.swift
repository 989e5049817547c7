import LabModel

/// What of a run is charged for.
struct CostedUse {
    /// The measured duration; nil where it is not known.
    let hours: Double?
    /// What one viewer receives, in gigabytes of 10⁹ bytes; nil where it is not known.
    let gigabytesOutPerHour: Double?
    /// What is sent to the provider, in the same unit; nil where it is not known.
    let gigabytesInPerHour: Double?
    /// CPU units and gigabytes of the streamer's task; nil where it was not held to them, or does not say them.
    let task: (cpu: Double, memory: Double)?

    init(_ summary: Summary) {
        let settings = summary.run.settings
        hours = summary.run.durationS.map { $0 / 3_600 }
        gigabytesOutPerHour = summary.bitrateBps.map(Self.gigabytesPerHour)
        let pushes = settings["push"]?.text?.split(separator: " ").count ?? 1
        gigabytesInPerHour = Self.sentBps(summary).map { Self.gigabytesPerHour($0) * Double(max(1, pushes)) }
        task = Self.task(summary)
    }

    /// A process of the streamer's own machine is charged to nobody; warnings are made after numbers, events before.
    private static func task(_ summary: Summary) -> (cpu: Double, memory: Double)? {
        let isNoted = summary.events.contains { $0.code == RunWarning.Code.cpuMemoryNotEnforced.rawValue }
        guard !summary.isUnenforced, !isNoted, summary.run.settings["on"]?.text != "local" else { return nil }
        return summary.run.taskSize
    }

    /// What the streamer sends.
    ///
    /// As received where the received size is the sent one: it came through unchanged, or about so. Where the provider made another size of it, what the encoder was held to.
    private static func sentBps(_ summary: Summary) -> Double? {
        guard let sent = summary.run.settings["size"]?.text, let size = summary.media.size, sent != "\(size)" else {
            return summary.bitrateBps
        }
        return summary.run.settings["bitrate"]?.text.flatMap { DataRate($0) }.map { Double($0.bitsPerSecond) }
    }

    private static func gigabytesPerHour(_ bitsPerSecond: Double) -> Double {
        bitsPerSecond / 8 * 3_600 / 1e9
    }
}

extension Summary.RunPart {
    /// CPU units and gigabytes of the streamer's task; nil where the run does not say both.
    var taskSize: (cpu: Double, memory: Double)? {
        guard let cpu = settings["cpu"]?.number, let memory = settings["memory"]?.number else { return nil }
        return (cpu, memory)
    }
}

import LabModel

/// What does not change between the processes of a session.
struct VMAFJob: Sendable {
    var tool: VMAFTool
    var model: VMAFModel
    var shape: VMAFShape
    var limits: VMAFLimits
    var clock: any LabClock

    /// Room for libvmaf's log: its own words and a kilobyte or two for each scored picture.
    private static let logBytes = 1 << 20
    private static let logBytesPerPicture = 8_192

    /// Starts a process.
    func start(_ interval: VMAFCommand.Interval) throws(VMAFFailure) -> VMAFProcess {
        let command = VMAFCommand(model: model, shape: shape, interval: interval, threads: limits.threads)
        var program = VMAFProcess.Program(path: tool.path, arguments: command.arguments)
        program.environment = VMAFEnvironment.own
        program.niceness = limits.niceness
        // Where nothing is skipped the neighbours have scores too.
        program.outputLimit = Self.logBytes + 3 * max(1, limits.batch) * Self.logBytesPerPicture
        if case .file(let path) = model {
            program.file = path
        }
        return try VMAFProcess.start(program)
    }
}

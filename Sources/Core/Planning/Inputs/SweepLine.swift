/// One line of an inputs file: one run of a sweep.
///
/// The first five columns are the first live lab's: `image_size fps cpu memory name`, such as `0 15 512 1 task_0`;
/// further columns are `key=value`, each an option of start-task-and-client, such as `codec=hevc`.
public struct SweepLine: Hashable, Sendable {
    /// The picture size by its number, 0 to 3.
    public var imageSize: Int
    /// Frames per second as written, such as `25` or `29.97`; above 0.
    public var framesPerSecond: String
    /// CPU units of the streamer's task, such as 512.
    public var cpu: Int
    /// The streamer task's memory in GB as written, such as `1` or `0.5`.
    public var memory: String
    /// The run's name, such as `task_0`; no two lines of a sweep have the same.
    public var name: String
    /// Further options in their order: the option's name without dashes, and its value.
    public var options: [SweepOption]

    /// Makes a line; each argument is the property of its name.
    public init(
        imageSize: Int,
        framesPerSecond: String,
        cpu: Int,
        memory: String,
        name: String,
        options: [SweepOption] = []
    ) {
        self.imageSize = imageSize
        self.framesPerSecond = framesPerSecond
        self.cpu = cpu
        self.memory = memory
        self.name = name
        self.options = options
    }

    /// The line as an inputs file has it, without its end.
    public var text: String {
        (["\(imageSize)", framesPerSecond, "\(cpu)", memory, name] + options.map(\.text)).joined(separator: " ")
    }

    /// The name of its folder of results: `<size>-<fps>-<cpu>-<mem>-<name>`.
    public var folderName: String {
        "\(imageSize)-\(framesPerSecond)-\(cpu)-\(memory)-\(name)"
    }

    /// What start-task-and-client is given for this line: its own columns first, then the further options.
    public var launcherArguments: [String] {
        ["--id", name, "--image-size", "\(imageSize)", "--fps", framesPerSecond, "--cpu", "\(cpu)", "--memory", memory]
            + options.flatMap(\.launcherArguments)
    }
}

public import ArgumentParser

/// The root command of an executable: as `@main` it parses, runs and exits as ``CommandRunner`` says.
public protocol LabExecutable: AsyncParsableCommand {}

extension LabExecutable {
    /// Runs the command with this process's arguments, and exits.
    public static func main() async {
        await CommandRunner.main(Self.self)
    }
}

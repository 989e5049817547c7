import Foundation

/// The pictures that `--keep-worst` leaves below the working folder, a folder a run: they follow their runs.
struct WorstPictures: Sendable {
    /// The folder in which the line is measured.
    let working: String
    /// Where they go with a run that is kept.
    let place: LineFolder

    /// What start-task-and-client calls the folder of a run's pictures.
    private static func name(of run: String) -> String { "worst-\(run)" }

    /// Takes the pictures of runs to the line's folder, each run's all or none.
    ///
    /// - Parameter runs: the runs' identities.
    /// - Returns: why pictures stay where they are, a text a run; nothing depends on them, so that this is no failure.
    func keep(_ runs: [String]) -> [String] {
        runs.compactMap { run in
            let name = Self.name(of: run)
            let (from, to) = ("\(working)/\(name)", "\(place.path)/\(name)")
            guard WholeFile.exists(from), from != to else { return nil }
            // Between file systems a folder is moved by copying: what was begun must not look whole.
            let coming = "\(place.path)/.\(name)"
            do {
                try? FileManager.default.removeItem(atPath: coming)
                try FileManager.default.copyItem(atPath: from, toPath: coming)
                try FileManager.default.moveItem(atPath: coming, toPath: to)
                try FileManager.default.removeItem(atPath: from)
                return nil
            } catch {
                try? FileManager.default.removeItem(atPath: coming)
                return "the pictures in \(from) stay there: \(error.localizedDescription)"
            }
        }
    }

    /// Removes the pictures of runs that are thrown away.
    func discard(_ runs: [String]) {
        for run in runs {
            try? FileManager.default.removeItem(atPath: "\(working)/\(Self.name(of: run))")
        }
    }
}

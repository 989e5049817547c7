import ArgumentParser
import LabCommand

/// What is done with runs after they were measured, and with the machine before.
@main struct Glasslab: LabExecutable {
    static let configuration = CommandConfiguration(
        commandName: "glasslab",
        abstract: "Look at stored runs, and at what the lab needs.",
        discussion: """
            EXAMPLES
              glasslab runs
              glasslab show test1
              glasslab export test1 --format csv --out test1.csv
              glasslab compare base@* new@* --gate 'signal_delay_ms.p95<=+10%'
              glasslab report --sweep night --format html --out night.html
              glasslab import-trace trace.csv --id lab2
              glasslab score recording.ts --stream stream.json
              glasslab merge all.sqlite results/night/*/lab.sqlite
              glasslab providers --providers mine.yaml
              glasslab doctor
              glasslab selftest
              glasslab calibrate
              glasslab bench --list
              glasslab serve
              glasslab tasks list
              glasslab sql 'SELECT id, attempt, provider FROM run'
            """,
        version: LabVersion.text(of: "glasslab"),
        subcommands: [
            RunsCommand.self, ShowCommand.self, ExportCommand.self, CompareCommand.self, ReportCommand.self,
            DoctorCommand.self,
            SelftestCommand.self, BenchCommand.self, SQLCommand.self, ImportTraceCommand.self, ScoreCommand.self,
            CalibrateCommand.self, ProvidersCommand.self, SweepCommand.self, MergeCommand.self,
            MigrateCommand.self, ServeCommand.self, TasksCommand.self,
        ]
    )
}

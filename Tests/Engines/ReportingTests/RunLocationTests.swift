import Reporting
import Testing

@Suite struct RunLocationTests {
    @Test(arguments: [
        ("glasslab.sqlite", "test1", "glasslab show test1"),
        ("/data/runs.sqlite", "test1@2", "glasslab show test1@2 --db /data/runs.sqlite"),
        ("my runs.sqlite", "a'b", "glasslab show 'a'\\''b' --db 'my runs.sqlite'"),
    ])
    func theCommandCanBePasted(database: String, name: String, command: String) {
        #expect(RunLocation(database: database, name: name).command == command)
    }
}

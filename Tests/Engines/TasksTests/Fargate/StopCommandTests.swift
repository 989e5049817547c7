import Testing

@testable import Tasks

@Suite struct StopCommandTests {
    @Test func itNamesWhatTheSettingsOfAnotherShellMaySayOtherwise() {
        var stop = StopCommand(id: "test1", region: "eu-west-1", cluster: "lab2")
        #expect(stop.text == "glasslab tasks stop --on ecs --region eu-west-1 --cluster-name lab2 test1")
        stop.profile = "my lab"
        #expect(
            stop.text
                == "glasslab tasks stop --on ecs --region eu-west-1 --cluster-name lab2 --profile 'my lab' test1"
        )
    }

    @Test(arguments: [
        ("a'b;$(c)", #"'a'\''b;$(c)'"#), ("größe", "'größe'"), ("--all", "-- --all"), ("-1 ", "-- '-1 '"),
    ])
    func aShellTakesTheNameAsItIs(id: String, word: String) {
        let stop = StopCommand(id: id, region: "eu-west-1", cluster: "arn:aws:ecs:eu-west-1:123456789012:cluster/lab")
        let start = "glasslab tasks stop --on ecs --region eu-west-1 "
        #expect(stop.text == start + "--cluster-name arn:aws:ecs:eu-west-1:123456789012:cluster/lab \(word)")
    }

    @Test func whatIsElsewhereIsToldWithItsRegionAndAccountApart() {
        let stop = StopCommand(id: "x", region: "eu-west-1", cluster: "lab2")
        let command = "`glasslab tasks stop --on ecs --region eu-west-1 --cluster-name lab2 x` stops it"
        #expect(LeftoverTasks.Elsewhere(stop: stop).text == "is in eu-west-1: \(command)")
        #expect(
            LeftoverTasks.Elsewhere(stop: stop, account: "123456789012").text
                == "is in eu-west-1 of account 123456789012: with a --profile of that account, \(command)"
        )
    }
}

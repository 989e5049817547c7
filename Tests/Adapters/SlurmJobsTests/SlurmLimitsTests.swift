@testable import SlurmJobs
import Testing

@Suite struct SlurmLimitsTests {
    private func configuration(requeueExit: String) -> String {
        """
        Configuration data as of 2026-11-21T16:39:50
        AuthInfo                = socket=/run/munge.socket.2,cred_expire=5
        MaxArraySize            = 1001
        MaxJobCount             = 10000
        MaxJobId                = 67043328
        RequeueExit             = \(requeueExit)
        RequeueExitHold         = 9

        Slurmctld(primary) at vm is UP
        """
    }

    @Test(
        arguments: [
            ("(null)", []), ("75", [75]), ("1,75", [1, 75]), ("5-7,75", [5, 6, 7, 75]), ("7-5", []), ("256", []),
        ] as [(String, Set<Int>)]
    )
    func readsTheConfiguration(requeueExit: String, codes: Set<Int>) {
        let limits = SlurmLimits(configuration: configuration(requeueExit: requeueExit))
        #expect(limits == SlurmLimits(maxArraySize: 1_001, maxJobCount: 10_000, requeueExitCodes: codes))
    }

    @Test(arguments: ["", "MaxArraySize = 7", "MaxArraySize = 7\nMaxJobCount = many", "= =\n=\n"])
    func nothingIsMadeUp(text: String) {
        #expect(SlurmLimits(configuration: text) == nil)
    }
}

import LabTesting
import Testing

/// Tasks on AWS's stand-in, which has one at a time to look at.
@Suite(.realTime, .serialized, .timeLimit(.minutes(60)))
struct FargateTests {}

import LabModel
import Machine
import Testing

@Suite struct KernelClockTests {
    /// Whether somebody disciplines this machine's clock is not for a test to say; what is said must be a bound.
    @Test func aBoundIsPositiveWhereThereIsOne() {
        if let bound = KernelClock.errorBound {
            #expect(bound >= .zero && bound < .seconds(100))
        }
    }
}

import LabModel
import Testing

@testable import Tasks

@Suite struct FargateSizeTests {
    @Test(
        arguments: [
            (256, 0.5, 512), (256, 2, 2_048), (512, 1, 1_024), (512, 4, 4_096), (1_024, 2, 2_048), (1_024, 8, 8_192),
            (2_048, 4, 4_096), (2_048, 16, 16_384), (4_096, 8, 8_192), (4_096, 30, 30_720), (8_192, 16, 16_384),
            (8_192, 60, 61_440), (16_384, 32, 32_768), (16_384, 120, 122_880),
        ]
    )
    func whatFargateHasIsTaken(cpu: Int, gigabytes: Double, memory: Int) throws {
        let size = try FargateSize(cpu: cpu, gigabytes: gigabytes)
        #expect(size.cpu == cpu && size.memory == memory)
    }

    @Test(
        arguments: [
            (256, 4.0), (256, 0.25), (512, 0.5), (512, 5), (1_024, 1), (1_024, 2.5), (2_048, 3), (4_096, 31),
            (8_192, 18),
            (16_384, 36), (16_384, 128), (512, .nan), (512, .infinity), (512, -1),
        ]
    )
    func whatFargateDoesNotHaveIsRefused(cpu: Int, gigabytes: Double) {
        #expect(throws: FargateError.self) { try FargateSize(cpu: cpu, gigabytes: gigabytes) }
    }

    @Test func refusalsSayWhatThereIs() {
        let memory = #expect(throws: FargateError.self) { try FargateSize(cpu: 256, gigabytes: 4) }
        #expect(
            memory?.description == "Fargate has no 4.0 GB for 256 CPU units: 0.5, 1, 2. "
                + "Use --cpu and --memory of one of those"
        )
        let units = #expect(throws: FargateError.self) { try FargateSize(cpu: 300, gigabytes: 1) }
        #expect(
            units?.description == "Fargate has no tasks of 300 CPU units: 256, 512, 1024, 2048, 4096, 8192, 16384. "
                + "Use --cpu and --memory of one of those"
        )
        #expect(memory?.exitStatus == .usage && units?.exitStatus == .usage)
    }

    @Test func everyCPUHasMemory() {
        for cpu in FargateSize.cpuUnits {
            let sizes = FargateSize.memory(for: cpu) ?? []
            #expect(sizes == sizes.sorted() && sizes.count >= 3, "\(cpu)")
        }
        #expect(FargateSize.memory(for: 0) == nil)
    }
}

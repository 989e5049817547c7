import LabModel
import LabTesting
import Relaying
import Testing

@Suite struct LinkParserTests {
    private func link(_ text: String) throws(RelayError) -> Link {
        var random = SeededGenerator(seed: 1)
        return try LinkParser.link(text, using: &random)
    }

    @Test func allKeysAreRead() throws {
        var expected = Link(
            delay: .milliseconds(100),
            jitter: .milliseconds(5),
            loss: 0.01,
            rate: DataRate(bitsPerSecond: 4_000_000),
            seed: 7
        )
        expected.queue = .milliseconds(300)
        #expect(try link("delay=100ms,jitter=5ms,loss=1%,rate=4M,queue=300ms,seed=7") == expected)
        #expect(try link("seed=7,queue=300ms,loss=1%,rate=4000k,jitter=0.005s,delay=.1s") == expected)
    }

    @Test(arguments: [
        ("delay=0", Latency.zero), ("delay=0s", .zero), ("delay=10s", .seconds(10)),
        ("delay=1.5ms", .milliseconds(1.5)),
        ("delay=250us", .microseconds(250)),
    ])
    func delaysAreReadWithTheirUnit(text: String, delay: Latency) throws {
        #expect(try link(text).delay == delay)
    }

    @Test(
        arguments: [("loss=0%", 0), ("loss=0.25%", 0.002_5), ("loss=50%", 0.5), ("loss=.0001%", 1e-6)]
            as [(String, Double)]
    )
    func lossIsPerCent(text: String, share: Double) throws {
        #expect(abs(try link(text).loss - share) < 1e-12)
    }

    @Test func aMissingSeedIsDrawn() throws {
        var random = SeededGenerator(seed: 1)
        let seeds = try Set((0..<20).map { _ in try LinkParser.link("delay=1ms", using: &random).seed })
        #expect(seeds.count == 20)
        #expect(try link("delay=1ms,seed=4294967295").seed == .max)
    }

    @Test(
        arguments: [
            ("", .emptyPart), (",", .emptyPart), ("delay=1ms,", .emptyPart), ("delay=1ms,,loss=1%", .emptyPart),
            ("delay", .noValue("delay")), ("100ms", .noValue("100ms")), ("Delay=1ms", .unknownKey("Delay")),
            (" delay=1ms", .unknownKey(" delay")), ("bandwidth=4M", .unknownKey("bandwidth")), ("=1", .unknownKey("")),
            ("delay=1ms,delay=1ms", .repeated(.delay)), ("loss=1%,delay=1ms,loss=2%", .repeated(.loss)),
            ("delay=100", .badValue(.delay, "100")), ("delay=", .badValue(.delay, "")),
            ("delay=-1ms", .badValue(.delay, "-1ms")), ("delay=10.1s", .badValue(.delay, "10.1s")),
            ("delay=1m", .badValue(.delay, "1m")), ("delay=1ms=2", .badValue(.delay, "1ms=2")),
            ("jitter=fast", .badValue(.jitter, "fast")), ("loss=0.01", .badValue(.loss, "0.01")),
            ("loss=51%", .badValue(.loss, "51%")), ("loss=-1%", .badValue(.loss, "-1%")),
            ("loss=%", .badValue(.loss, "%")), ("loss=1e0%", .badValue(.loss, "1e0%")),
            ("loss=0.00001%", .badValue(.loss, "0.00001%")), ("rate=5k", .badValue(.rate, "5k")),
            ("rate=2G", .badValue(.rate, "2G")), ("rate=fast", .badValue(.rate, "fast")),
            ("rate=1M,queue=0ms", .badValue(.queue, "0ms")), ("rate=1M,queue=11s", .badValue(.queue, "11s")),
            ("delay=1ms,seed=4294967296", .badValue(.seed, "4294967296")),
            ("delay=1ms,seed=-1", .badValue(.seed, "-1")),
            ("delay=1ms,seed=+1", .badValue(.seed, "+1")), ("jitter=1ms", .jitterTooLarge),
            ("delay=14ms,jitter=5ms", .jitterTooLarge), ("delay=1ms,queue=10ms", .queueWithoutRate),
            ("seed=1", .nothingToDo),
        ] as [(String, LinkFault)]
    )
    func othersAreRefused(text: String, fault: LinkFault) {
        #expect(throws: RelayError.wrongLink(text, fault)) { try link(text) }
    }

    @Test func theTextOfALinkIsReadBackAsTheSame() throws {
        var random = SeededGenerator(seed: 5)
        for _ in 0..<2_000 {
            let delay = Latency.microseconds(.random(in: 0...10_000_000, using: &random))
            var link = Link(
                delay: delay,
                jitter: Latency(nanoseconds: .random(in: 0...delay.nanoseconds / 3, using: &random)),
                loss: Double(Int.random(in: 1...500_000, using: &random)) / 1e6,
                rate: Bool.random(using: &random)
                    ? DataRate(bitsPerSecond: .random(in: 10_000...1_000_000_000, using: &random)) : nil,
                seed: .random(in: 0 ... .max, using: &random)
            )
            if link.rate != nil {
                link.queue = .milliseconds(Double(Int.random(in: 1...10_000, using: &random)))
            }
            let again = try LinkParser.link("\(link)", using: &random)
            #expect(abs(again.loss - link.loss) < 1e-12)
            link.loss = again.loss
            #expect(again == link, "\(link)")
        }
    }

    @Test func noisyTextIsReadOrRefused() throws {
        var random = SeededGenerator(seed: 9)
        let parts = ["delay=1ms", "delay=100ms", "jitter=5ms", "loss=1%", "rate=4M", "queue=20ms", "seed=7", "delay"]
        let noise = ["=", ",", "-", "é", "\u{0}", " ", "1e9", "nan", "%", "99999999999999999999", "s", "."]
        var read = 0
        for _ in 0..<5_000 {
            var text = parts.shuffled(using: &random).prefix(Int.random(in: 0...4, using: &random)).joined(
                separator: ","
            )
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let place = text.index(text.startIndex, offsetBy: Int.random(in: 0...text.count, using: &random))
                text.insert(contentsOf: noise.randomElement(using: &random) ?? "", at: place)
            }
            do {
                let link = try LinkParser.link(text, using: &random)
                #expect((.zero...Link.longest).contains(link.delay) && (0...Link.highestLoss).contains(link.loss))
                #expect(link.jitter.nanoseconds * 3 <= link.delay.nanoseconds)
                read += 1
            } catch let error {
                guard case .wrongLink(let quoted, _) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(quoted == text)
            }
        }
        #expect(read > 0)
    }

    @Test func longTextsAreRefusedUnread() {
        let text = String(repeating: "delay=1ms,", count: 100)
        #expect(throws: RelayError.wrongLink(String(text.prefix(500)), .tooLong)) { try link(text) }
    }
}

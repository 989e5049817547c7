/// What is known of a sample and what it was, a bit each.
///
/// ``Sample`` keeps them apart from its values: optional values one by one would make it twice as large, and a run of
/// hours holds a million of them.
@usableFromInline struct SampleFacts: OptionSet, Hashable, Sendable {
    @usableFromInline let rawValue: UInt16

    @inlinable
    init(rawValue: UInt16) {
        self.rawValue = rawValue
    }

    @inlinable static var keyframe: SampleFacts { SampleFacts(rawValue: 1 << 0) }
    @inlinable static var backlog: SampleFacts { SampleFacts(rawValue: 1 << 1) }
    @inlinable static var repeated: SampleFacts { SampleFacts(rawValue: 1 << 2) }
    @inlinable static var stamp: SampleFacts { SampleFacts(rawValue: 1 << 3) }
    @inlinable static var number: SampleFacts { SampleFacts(rawValue: 1 << 4) }
    @inlinable static var time: SampleFacts { SampleFacts(rawValue: 1 << 5) }
    @inlinable static var arrival: SampleFacts { SampleFacts(rawValue: 1 << 6) }
    @inlinable static var decoded: SampleFacts { SampleFacts(rawValue: 1 << 7) }
    @inlinable static var presentationTime: SampleFacts { SampleFacts(rawValue: 1 << 8) }
    @inlinable static var clockOffset: SampleFacts { SampleFacts(rawValue: 1 << 9) }
    @inlinable static var clockErrorBound: SampleFacts { SampleFacts(rawValue: 1 << 10) }
}

/// Every warning, those first that weigh most.
enum WarningRegistry {
    static let rules: [any WarningRule.Type] = [
        ClockUnknown.self,
        ClockStepped.self,
        ClockBoundLarge.self,
        NegativeDelay.self,
        LinkBypassed.self,
        StreamerOverloaded.self,
        ReceiverOverloaded.self,
        MarksUnread.self,
        Censored.self,
        HeldBack.self,
        RateConverted.self,
        ResolutionChanged.self,
        OversizeAccessUnits.self,
        Outliers.self,
        NoReference.self,
        SyntheticContent.self,
        CPUMemoryNotEnforced.self,
        FewSamples.self,
    ]
}

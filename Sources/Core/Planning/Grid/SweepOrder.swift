/// In which order a sweep's runs are measured.
///
/// A repeat is a pass through the whole grid, whatever the order: a sweep that ends early has measured all settings
/// about as often.
public enum SweepOrder: String, Sendable, CaseIterable {
    /// As the factors are listed, the last one changing fastest.
    case listed
    /// Each repeat's runs in an order drawn for it, so that no setting has a time of day of its own.
    case shuffled
    /// The providers of each setting one after the other, in turn forwards and backwards (ABBA).
    ///
    /// From repeat to repeat each setting's order turns round: with an even number of repeats all providers of a
    /// setting have the same mean place in time, so that a steady drift favours none.
    case interleaved
}

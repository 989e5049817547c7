/// Ways from streamer to receiver, as they are shown.
struct ProvidersView: PageView {
    static let template = PageTemplate.providers

    var frame: FrameView
    var counted: String
    var isEmpty: Bool
    var rows: [ProviderText]
    /// Whether two of them were measured.
    var canCompare: Bool
    var compareAddress: String

    init(_ page: DashboardData.ProvidersPage) {
        frame = FrameView(page.frame, title: "Providers", at: .providers)
        isEmpty = page.providers.isEmpty
        rows = page.providers.map(ProviderText.init)
        let measured = page.providers.filter { $0.complete > 0 }
        let measurable = page.providers.count { $0.definition != nil }
        counted = "\(measured.count) measured, \(measurable) can be measured from here."
        canCompare = measured.count > 1
        compareAddress = PageAddress.path("/compare", measured.map { ("provider", $0.name) })
    }
}

import RunStore

extension RunQuery {
    /// Whether it leaves out runs.
    var isNarrowing: Bool { !search.isEmpty || !providers.isEmpty || sweep != nil || state != nil }

    /// The list with the same runs, sorted in another way, from its first page on.
    func address(_ order: RunOrder) -> String {
        var query = self
        query.order = order
        return query.address(page: 1)
    }

    /// Another page of the same list.
    func address(page: Int) -> String {
        let usual = RunQuery()
        var parameters: [(name: String, value: String)] = [("search", search)]
        parameters += providers.map { ("provider", $0) }
        parameters += [
            ("state", state?.rawValue ?? ""),
            ("sweep", sweep ?? ""),
            ("sort", order == usual.order ? "" : order.text),
            ("per_page", perPage == usual.perPage ? "" : "\(perPage)"),
            ("page", page == 1 ? "" : "\(page)"),
        ]
        return PageAddress.path("/", parameters)
    }
}

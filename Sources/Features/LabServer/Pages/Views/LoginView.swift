/// The form that asks for the token.
struct LoginView: PageView {
    static let template = PageTemplate.login

    var frame: FrameView
    var hasFailed: Bool
    /// The path to open afterwards.
    var next: String

    init(_ page: DashboardData.LoginPage) {
        frame = FrameView(page.frame, title: "Sign in", at: nil, kind: "login")
        hasFailed = page.hasFailed
        next = page.next
    }
}

extension PageTemplate {
    /// A report's sections, with a list of them before.
    static let reportText = """
        {{#report.hasAnchors}}
        <nav class="contents" aria-label="Parts of the report">
        <ul>
        {{#report.anchors}}<li><a href="{{address}}">{{title}}</a></li>
        {{/report.anchors}}
        </ul>
        </nav>
        {{/report.hasAnchors}}
        <div class="report">
        {{{report.html}}}
        </div>

        """
}

/// What HTML reports are made of: the whole file and each kind of part, as mustache templates.
///
/// `{{x}}` is escaped by ``HTMLText/content(_:)``; `{{{x}}}` is markup that another template or a chart has made.
enum HTMLTemplate {
    /// By name; `page` is the whole file.
    static let texts: [String: String] = [
        "page": page, "section": section, "table": table, "map": map, "pictures": pictures,
        "subheading": "<h3>{{text}}</h3>",
        "lead": "<p class=\"lead\">{{text}}</p>",
        "text": "<p>{{text}}</p>",
        "list": "<ul>\n{{#items}}\n<li>{{.}}</li>\n{{/items}}\n</ul>",
        "notes": "<ul class=\"notes\">\n{{#items}}\n<li>{{.}}</li>\n{{/items}}\n</ul>",
        "code": "<pre tabindex=\"0\"><code>{{{text}}}</code></pre>",
        "definitions": definitions,
        "details": "<details>\n<summary>{{title}}</summary>\n{{{body}}}\n</details>",
    ]

    private static let page = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="{{{policy}}}">
        <title>{{plainTitle}}</title>
        <style>
        {{{css}}}
        </style>
        </head>
        <body>
        <a class="skip" href="#report">Skip to the report</a>
        <main id="report" tabindex="-1">
        <h1>{{title}}</h1>
        {{{intro}}}
        {{#hasContents}}
        <nav aria-label="Parts of this report">
        <ul>
        {{#contents}}
        <li><a href="#{{id}}">{{title}}</a></li>
        {{/contents}}
        </ul>
        </nav>
        {{/hasContents}}
        {{{body}}}
        </main>
        {{#script}}
        <script>{{{script}}}</script>
        {{/script}}
        </body>
        </html>

        """

    private static let section = """
        <section id="{{id}}" aria-labelledby="{{id}}-title">
        <h2 id="{{id}}-title">{{title}}</h2>
        {{{body}}}
        </section>
        """

    private static let table = """
        <div class="frame" tabindex="0" role="region" aria-label="{{label}}"><table class="plain">
        {{#caption}}
        <caption>{{caption}}</caption>
        {{/caption}}
        <thead><tr>{{#columns}}<th{{{kind}}} scope="col">{{title}}</th>{{/columns}}{{{pictureHead}}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr>{{#cells}}<{{{tag}}}>{{text}}</{{{end}}}>{{/cells}}{{{picture}}}</tr>
        {{/rows}}
        </tbody>
        </table></div>
        """

    private static let map = """
        <div class="frame" tabindex="0" role="region" aria-label="{{label}}"><table class="map">
        <caption>{{caption}}</caption>
        <thead><tr>{{#columns}}<th{{{kind}}} scope="col">{{title}}</th>{{/columns}}</tr></thead>
        <tbody>
        {{#rows}}
        <tr><th scope="row">{{title}}</th>
        {{#cells}}
        <td class="n {{kind}}">{{text}}<small>{{detail}}</small></td>
        {{/cells}}
        </tr>
        {{/rows}}
        </tbody>
        </table></div>
        """

    private static let definitions = """
        <dl>
        {{#items}}
        <div><dt>{{term}}</dt>{{#texts}}<dd>{{.}}</dd>{{/texts}}</div>
        {{/items}}
        </dl>
        """

    private static let pictures = """
        <div class="pictures">
        {{#items}}
        <figure>
        <img alt="{{alt}}" width="{{width}}" height="{{height}}" src="data:{{{type}}};base64,{{{data}}}">
        <figcaption>{{caption}}</figcaption>
        </figure>
        {{/items}}
        </div>
        """
}

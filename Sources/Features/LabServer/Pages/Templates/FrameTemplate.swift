extension PageTemplate {
    /// What stands around every page.
    static let frameText = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>{{frame.title}} · Glasslab</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml">
        {{#frame.styles}}
        <link rel="stylesheet" href="{{.}}">
        {{/frame.styles}}
        {{#frame.scripts}}
        <script src="{{.}}" defer></script>
        {{/frame.scripts}}
        {{#frame.refreshSeconds}}
        <noscript><meta http-equiv="refresh" content="{{.}}"></noscript>
        {{/frame.refreshSeconds}}
        </head>
        <body class="page-{{frame.kind}}">
        <a class="skip" href="#content">Skip to the content</a>
        <header class="bar">
        <div class="bar-inner">
        <a class="brand" href="/"><img src="/assets/icon.svg" alt="" width="24" height="24">Glasslab</a>
        {{#frame.isOpen}}
        <nav aria-label="Pages">
        <ul>
        {{#frame.links}}
        <li><a href="{{address}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{label}}{{#badge}} <span \
        class="badge">{{badge}}<span class="unseen"> running</span></span>{{/badge}}</a></li>
        {{/frame.links}}
        </ul>
        </nav>
        {{/frame.isOpen}}
        {{#frame.canSignOut}}
        <form class="sign-out" method="post" action="/logout">
        <input type="hidden" name="csrf" value="{{frame.pageToken}}">
        <button class="quiet">Sign out</button>
        </form>
        {{/frame.canSignOut}}
        </div>
        </header>
        <main id="content" tabindex="-1">
        {{$body}}{{/body}}
        </main>
        <footer class="foot">
        <p>{{#frame.isOpen}}<span>Store <bdi>{{frame.database}}</bdi></span> {{/frame.isOpen}}<span>Glasslab \
        {{frame.version}}</span>{{#frame.isOpen}} <a href="/openapi.json">API</a> <a href="/metrics">Metrics</a>\
        {{/frame.isOpen}}</p>
        </footer>
        </body>
        </html>

        """
}

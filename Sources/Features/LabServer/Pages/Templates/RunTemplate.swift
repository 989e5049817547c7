extension PageTemplate {
    /// One run.
    static let runText = """
        {{<frame}}{{$body}}
        <div class="head">
        <p class="crumbs"><a href="/">Runs</a></p>
        <h1><bdi>{{name}}</bdi></h1>
        <p class="about"><span class="state {{stateKind}}">{{state}}</span> <bdi>{{provider}}</bdi> <time \
        datetime="{{startedISO}}">{{started}} UTC</time>{{#length}} <span>{{length}}</span>{{/length}}</p>
        <p class="head-links">
        <a class="button" href="{{reportAddress}}" download>Report to keep</a>
        <a href="{{summaryAddress}}">JSON</a>
        <a href="{{csvAddress}}" download>CSV</a>
        <a href="{{compareAddress}}">Compare</a>
        {{#providerAddress}}<a href="{{providerAddress}}">All of <bdi>{{provider}}</bdi></a>{{/providerAddress}}
        </p>
        </div>
        {{#isRunning}}
        <p class="told">This run is being measured: <a href="/live">see it live</a>. The numbers below are of what was \
        stored when this page was opened.</p>
        {{/isRunning}}
        {{#hasAttempts}}
        <nav class="attempts" aria-label="Attempts of this run">
        <span>Attempts</span>
        {{#attempts}}<a href="{{address}}"{{#isCurrent}} aria-current="page"{{/isCurrent}}>{{label}} <span \
        class="state {{kind}}">{{state}}</span></a>
        {{/attempts}}
        </nav>
        {{/hasAttempts}}
        <dl class="tiles">
        {{#tiles}}
        <div><dt>{{label}}</dt><dd>{{value}}{{#unit}} <small>{{unit}}</small>{{/unit}}</dd>{{#detail}}<dd \
        class="detail">{{detail}}</dd>{{/detail}}</div>
        {{/tiles}}
        </dl>
        {{>report}}
        {{/body}}{{/frame}}
        """
}

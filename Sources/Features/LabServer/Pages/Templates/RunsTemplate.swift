extension PageTemplate {
    /// The list of runs.
    static let runsText = """
        {{<frame}}{{$body}}
        <div class="head">
        <h1>Runs</h1>
        <p class="about" role="status">{{counted}}</p>
        </div>
        {{#isEmpty}}
        <section class="empty">
        <h2>No run is stored yet</h2>
        <p><a class="button" href="/measure">Measure one from here</a></p>
        <p>or on the command line, into the same store:</p>
        <pre><code>start-task-and-client --id first --duration 10 --db {{frame.database}}</code></pre>
        <p>To see how a recorded trace looks: <code>glasslab import-trace TRACE.csv</code>.</p>
        </section>
        {{/isEmpty}}
        {{^isEmpty}}
        <form class="filters" method="get" action="/" role="search">
        <label class="wide">Search <input type="search" name="search" value="{{search}}" maxlength="200" \
        placeholder="id, provider, state …" autocomplete="off" spellcheck="false" data-key="/"></label>
        <label>Provider <select name="provider"><option value="">any</option>
        {{#providers}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
        {{/providers}}</select></label>
        <label>State <select name="state"><option value="">any</option>
        {{#states}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
        {{/states}}</select></label>
        {{#hasSweeps}}
        <label>Sweep <select name="sweep"><option value="">any</option>
        {{#sweeps}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
        {{/sweeps}}</select></label>
        {{/hasSweeps}}
        <input type="hidden" name="sort" value="{{sort}}">
        <button>Show</button>{{#isFiltered}} <a class="reset" href="/">Show all</a>{{/isFiltered}}
        </form>
        {{#isUnmatched}}
        <section class="empty">
        <h2>No run fits</h2>
        <p>{{stored}} stored. Try fewer words, or <a href="/">show all</a>.</p>
        </section>
        {{/isUnmatched}}
        {{#hasRows}}
        <form class="runs" method="get" action="/compare">
        <div class="sheet">
        <table class="list">
        <caption class="unseen">Runs, {{order}}</caption>
        <thead><tr><td class="tick"></td>
        {{#columns}}
        <th scope="col" class="{{kind}}"{{#direction}} aria-sort="{{direction}}"{{/direction}}>{{#address}}<a \
        href="{{address}}" title="{{hint}}">{{label}}</a>{{/address}}{{^address}}<span \
        title="{{hint}}">{{label}}</span>{{/address}}</th>
        {{/columns}}
        </tr></thead>
        <tbody>
        {{#rows}}
        <tr>
        <td class="tick"><label><input type="checkbox" name="run" value="{{value}}"><span class="unseen">Compare \
        {{name}}</span></label></td>
        <th scope="row" data-label="Run"><a href="{{address}}"><bdi>{{name}}</bdi></a></th>
        <td data-label="Provider"><bdi>{{provider}}</bdi></td>
        <td data-label="State"><span class="state {{stateKind}}">{{state}}</span>{{#warnings}} <span class="warnings" \
        title="Warnings">{{warnings}}</span>{{/warnings}}</td>
        <td class="n" data-label="Signal p95">{{signalP95}}</td>
        <td class="n" data-label="Frame p50">{{frameP50}}</td>
        <td class="n" data-label="Operating">{{operating}}</td>
        <td class="n faint" data-label="Clock ±">{{clockBound}}</td>
        <td class="n" data-label="Dropped">{{dropped}}</td>
        <td class="n" data-label="Length">{{length}}</td>
        <td data-label="Started"><time datetime="{{startedISO}}">{{started}}</time></td>
        </tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        <div class="choose">
        <button class="main">Compare</button>
        <span class="chosen" role="status">Tick two or more runs.</span>
        {{#hasPages}}
        <nav class="pages" aria-label="Pages of the list">
        {{#previous}}<a href="{{previous}}" rel="prev">Previous</a>{{/previous}}
        <span>Page {{page}} of {{pages}}</span>
        {{#next}}<a href="{{next}}" rel="next">Next</a>{{/next}}
        </nav>
        {{/hasPages}}
        </div>
        </form>
        <p class="note">Delays in milliseconds. <b>Signal p95</b>: the 95th percentile of how long a viewer waits for \
        each frame sent, lost ones included. <b>Frame p50</b>: the median delay of received frames. <b>Operating</b>: the \
        least delay at which a player stalls at most 0.1 % of the time. <b>Clock ±</b>: how far clocks may be off.</p>
        {{/hasRows}}
        {{/isEmpty}}
        {{/body}}{{/frame}}
        """
}

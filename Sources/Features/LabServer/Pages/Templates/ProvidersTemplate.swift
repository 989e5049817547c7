extension PageTemplate {
    /// Ways from streamer to receiver.
    static let providersText = """
        {{<frame}}{{$body}}
        <div class="head">
        <h1>Providers</h1>
        <p class="about">{{counted}}</p>
        {{#canCompare}}<p class="head-links"><a class="button" href="{{compareAddress}}">Compare all that were \
        measured</a></p>{{/canCompare}}
        </div>
        {{#isEmpty}}
        <section class="empty">
        <h2>No provider is known yet</h2>
        <p>A provider is a way from the streamer to the receiver. Describe yours in a file and start the dashboard with \
        <code>glasslab serve --providers FILE</code>, or <a href="/measure">measure directly</a>.</p>
        </section>
        {{/isEmpty}}
        {{^isEmpty}}
        <div class="sheet">
        <table class="list">
        <caption class="unseen">Providers</caption>
        <thead><tr><th scope="col">Provider</th><th scope="col" class="n">Signal p95</th><th scope="col" \
        class="n">Frame p50</th><th scope="col" class="n">Operating</th><th scope="col" class="n">Complete runs</th><th \
        scope="col">Newest (UTC)</th><th scope="col">Played from</th><th scope="col">Prices</th><td></td></tr></thead>
        <tbody>
        {{#rows}}
        <tr>
        <th scope="row" data-label="Provider">{{#runsAddress}}<a href="{{runsAddress}}"><bdi>{{name}}</bdi></a>\
        {{/runsAddress}}{{^runsAddress}}<bdi>{{name}}</bdi>{{/runsAddress}}{{#notes}}<span class="detail">{{notes}}</span>\
        {{/notes}}</th>
        <td class="n" data-label="Signal p95">{{signalP95}}</td>
        <td class="n" data-label="Frame p50">{{frameP50}}</td>
        <td class="n" data-label="Operating">{{operating}}</td>
        <td class="n" data-label="Complete runs">{{runs}}</td>
        <td data-label="Newest">{{newest}}{{#newestAddress}} <a class="under" href="{{newestAddress}}">newest \
        complete<span class="unseen"> of {{name}}</span></a>{{/newestAddress}}</td>
        <td class="long" data-label="Played from">{{#playback}}<code>{{playback}}</code> <span \
        class="faint whole">{{protocol}}</span>{{/playback}}{{^playback}}<span class="faint">only stored runs know of \
        it</span>{{/playback}}</td>
        <td class="long" data-label="Prices">{{prices}}</td>
        <td>{{#measureAddress}}<a class="button" href="{{measureAddress}}">Measure<span class="unseen"> \
        {{name}}</span></a>{{/measureAddress}}</td>
        </tr>
        {{/rows}}
        </tbody>
        </table>
        </div>
        <p class="note">Delays are the medians over a provider's complete runs, in milliseconds. Whether one is \
        better \
        than another stands in their <a href="/compare">comparison</a>, with intervals: medians alone do not tell.</p>
        {{/isEmpty}}
        {{/body}}{{/frame}}
        """
}

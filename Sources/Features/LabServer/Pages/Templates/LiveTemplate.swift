extension PageTemplate {
    /// What is measured now.
    static let liveText = """
        {{<frame}}{{$body}}
        <div class="head">
        <h1>Live</h1>
        <p class="about"><span id="live-count">{{counted}}</span> <span id="live-link" class="link-state" \
        role="status"></span></p>
        <p class="head-links"><a class="button" href="/measure">Measure</a></p>
        </div>
        <div id="live-chart" class="live-chart"{{#isEmpty}} hidden{{/isEmpty}}>{{{figure}}}</div>
        <div id="live" class="cards" data-feed="/api/live">
        {{#cards}}
        {{>liveCard}}
        {{/cards}}
        </div>
        <section class="empty" id="live-empty"{{^isEmpty}} hidden{{/isEmpty}}>
        <h2>Nothing is being measured</h2>
        <p>Every measurement into this store shows up here while it runs, whoever started it.</p>
        <p><a class="button" href="/measure">Start one from here</a></p>
        </section>
        <section id="live-ended" class="ended" hidden>
        <h2>Ended since this page was opened</h2>
        <ul></ul>
        </section>
        <section id="measurements" class="started" data-follow="{{measurementLimit}}"{{^hasMeasurements}} hidden\
        {{/hasMeasurements}}>
        <h2>Started from here</h2>
        {{#measurements}}
        {{>measurement}}
        {{/measurements}}
        </section>
        <template id="live-card">
        {{#blank}}
        {{>liveCard}}
        {{/blank}}
        </template>
        <p class="note">Frame delay is the median of the last second. The curve shows the last two minutes: the line is \
        the median of each half second, the band reaches from the least to the greatest. Exact numbers stand in the run's \
        summary when it has ended.</p>
        {{/body}}{{/frame}}
        """

    /// One running run.
    static let liveCardText = """
        <article class="card live-card {{colour}}" data-uuid="{{uuid}}">
        <h2><a href="{{address}}" data-part="name"><bdi>{{name}}</bdi></a></h2>
        <p class="card-about"><bdi data-part="provider">{{provider}}</bdi> <span data-part="elapsed">{{elapsed}}</span></p>
        <dl class="numbers">
        <div class="first"><dt>Frame delay</dt><dd><span data-part="delay">{{delay}}</span> <small>ms</small></dd></div>
        <div><dt>Frame rate</dt><dd><span data-part="fps">{{fps}}</span> <small>fps</small></dd></div>
        <div><dt>Dropped</dt><dd><span data-part="dropped">{{dropped}}</span></dd></div>
        </dl>
        <svg class="spark" viewBox="0 0 240 48" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path \
        class="spark-band" d="{{band}}"/><path class="spark-line" d="{{line}}"/></svg>
        <p class="card-foot"><span data-part="range">{{range}}</span> <span data-part="age" \
        class="{{ageKind}}">{{age}}</span></p>
        <p class="card-event" data-part="event">{{event}}</p>
        </article>

        """
}

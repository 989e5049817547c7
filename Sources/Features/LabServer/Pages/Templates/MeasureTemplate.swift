extension PageTemplate {
    /// The form that starts a measurement, and those that were started.
    static let measureText = """
        {{<frame}}{{$body}}
        <div class="head">
        <h1>Measure</h1>
        <p class="about">Starts a streamer on this machine, receives its stream through a provider, and stores the run.</p>
        </div>
        {{#problem}}
        <section class="trouble" role="alert">
        <h2>It was not started</h2>
        <p>{{what}}{{#place}}: <bdi>{{place}}</bdi>{{/place}}.{{#remedy}} {{remedy}}{{/remedy}}</p>
        </section>
        {{/problem}}
        <form class="measure" method="post" action="/measure">
        <input type="hidden" name="csrf" value="{{frame.pageToken}}">
        <label class="double">Name <input name="id" value="{{id}}" required maxlength="200" autocomplete="off" spellcheck="false" \
        autocapitalize="off" aria-describedby="id-help"><span class="help" id="id-help">The same name again is another \
        attempt.</span></label>
        <label>Provider <select name="provider">
        {{#providers}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
        {{/providers}}</select></label>
        <label>Seconds <input type="number" name="duration_s" value="{{duration}}" min="1" max="86400" step="any" \
        required inputmode="decimal"></label>
        <label>Size <input name="size" value="{{size}}" list="sizes" required pattern="[0-9]{2,4}x[0-9]{2,4}" \
        autocomplete="off" title="Width x height, such as 1280x720"></label>
        <datalist id="sizes"><option>486x240<option>720x480<option>1280x720<option>1440x1080<option>1920x1080</datalist>
        <label>Frames a second <input name="fps" value="{{fps}}" list="rates" required \
        pattern="[0-9]+([.][0-9]+)?(/[0-9]+)?" autocomplete="off" inputmode="decimal"></label>
        <datalist id="rates"><option>25<option>30<option>30000/1001<option>50<option>60</datalist>
        <label>Codec <select name="codec">
        {{#codecs}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
        {{/codecs}}</select></label>
        <label>Bit rate <input name="bitrate" value="{{bitrate}}" required maxlength="20" autocomplete="off" \
        title="Such as 2500k or 4M"></label>
        <label class="wide">Network <input name="link" value="{{link}}" maxlength="200" autocomplete="off" \
        spellcheck="false" placeholder="as it is" aria-describedby="link-help"><span class="help" id="link-help">What \
        the network does on purpose, such as <code>delay=100ms,loss=1%</code>; empty for nothing.</span></label>
        <div class="wide"><button class="main">Start</button></div>
        </form>
        <section id="measurements" class="started"{{^hasMeasurements}} hidden{{/hasMeasurements}}>
        <h2>Started from here</h2>
        {{#measurements}}
        {{>measurement}}
        {{/measurements}}
        </section>
        {{/body}}{{/frame}}
        """

    /// One measurement that was started from here.
    static let measurementText = """
        <article class="card measurement" data-number="{{number}}" data-state="{{kind}}">
        <h3>{{#address}}<a href="{{address}}"><bdi>{{id}}</bdi></a>{{/address}}{{^address}}<bdi>{{id}}</bdi>{{/address}} \
        <span class="state {{stateKind}}" data-part="state">{{state}}</span></h3>
        <p class="card-about"><bdi>{{provider}}</bdi> {{settings}} <time datetime="{{startedISO}}">{{started}} \
        UTC</time></p>
        {{#canStop}}
        <form method="post" action="/measure/{{number}}/stop">
        <input type="hidden" name="csrf" value="{{pageToken}}">
        <button>Stop<span class="unseen"> {{id}}</span></button> <a href="/live">See it live</a>
        </form>
        {{/canStop}}
        {{#hasMessages}}
        <details{{#isFailed}} open{{/isFailed}}><summary>What it said</summary><pre data-part="messages">{{messages}}</pre></details>
        {{/hasMessages}}
        </article>

        """
}

extension PageTemplate {
    /// Runs beside each other.
    static let compareText = """
        {{<frame}}{{$body}}
        <div class="head">
        <h1>Compare</h1>
        {{#about}}<p class="about">{{about}}</p>{{/about}}
        {{#hasReport}}
        <p class="head-links">
        <a class="button" href="{{reportAddress}}" download>Report to keep</a>
        <a href="{{jsonAddress}}" download>JSON</a>
        <a href="{{csvAddress}}" download>CSV</a>
        </p>
        {{/hasReport}}
        </div>
        {{#problem}}
        <section class="trouble" role="alert">
        <h2>This cannot be compared</h2>
        <p>{{what}}{{#place}}: <bdi>{{place}}</bdi>{{/place}}.{{#remedy}} {{remedy}}{{/remedy}}</p>
        </section>
        {{/problem}}
        <details class="choice"{{^hasReport}} open{{/hasReport}}>
        <summary>{{#hasReport}}Compare others{{/hasReport}}{{^hasReport}}What to compare{{/hasReport}}</summary>
        <form method="get" action="/compare">
        {{#hasProviders}}
        <fieldset>
        <legend>Providers, all their complete runs</legend>
        {{#providers}}
        <label class="box"><input type="checkbox" name="provider" value="{{value}}"{{#isChosen}} checked{{/isChosen}}> \
        <bdi>{{label}}</bdi></label>
        {{/providers}}
        </fieldset>
        {{/hasProviders}}
        {{#hasSweeps}}
        <label>Sweep <select name="sweep"><option value="">any</option>
        {{#sweeps}}<option value="{{value}}"{{#isChosen}} selected{{/isChosen}}>{{label}}</option>
        {{/sweeps}}</select></label>
        {{/hasSweeps}}
        <label class="wide">Runs <input name="run" value="{{names}}" maxlength="2000" spellcheck="false" \
        autocapitalize="off" autocomplete="off" placeholder="first@1, second@*" aria-describedby="run-help"><span \
        class="help" id="run-help">Names with commas between: an id, <code>ID@2</code> for one attempt, <code>ID@*</code> \
        for all, <code>PREFIX*</code> for all ids that begin so. They can also be ticked in the <a href="/">list of \
        runs</a>.</span></label>
        <button class="main">Compare</button>
        </form>
        </details>
        {{#report}}
        {{>report}}
        {{/report}}
        {{/body}}{{/frame}}
        """
}

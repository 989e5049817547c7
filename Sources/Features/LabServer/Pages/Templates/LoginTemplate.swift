extension PageTemplate {
    /// Where the token is asked for.
    static let loginText = """
        {{<frame}}{{$body}}
        <section class="login">
        <h1>Sign in</h1>
        <p>This dashboard asks for the token that it was started with.</p>
        <form method="post" action="/login">
        <input type="hidden" name="csrf" value="{{frame.pageToken}}">
        <input type="hidden" name="next" value="{{next}}">
        <label>Token <input type="password" name="token" required maxlength="1000" autocomplete="current-password" \
        autofocus{{#hasFailed}} aria-invalid="true" aria-describedby="wrong"{{/hasFailed}}></label>
        {{#hasFailed}}<p class="wrong" id="wrong" role="alert">That was not it. The token is the first line of the file \
        that <code>glasslab serve --token-file</code> names.</p>{{/hasFailed}}
        <button class="main">Sign in</button>
        </form>
        </section>
        {{/body}}{{/frame}}
        """
}

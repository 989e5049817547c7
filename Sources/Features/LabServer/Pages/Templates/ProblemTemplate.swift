extension PageTemplate {
    /// A request that failed.
    static let problemText = """
        {{<frame}}{{$body}}
        <section class="trouble">
        <h1>{{title}}</h1>
        <p>{{problem.what}}{{#problem.place}}: <bdi>{{problem.place}}</bdi>{{/problem.place}}.</p>
        {{#problem.remedy}}<p>{{problem.remedy}}</p>{{/problem.remedy}}
        <p><a class="button" href="/">All runs</a></p>
        </section>
        {{/body}}{{/frame}}
        """
}

/// How HTML reports look.
enum DocumentStyle {
    /// In so many steps a map's colours go from the least to the largest.
    static let heatSteps = 20

    /// A whole file's.
    static var css: String {
        [colours, page, parts].joined(separator: "\n")
    }

    /// Those of sections that stand in another page, colours among them.
    static var sectionCSS: String {
        [colours, parts].joined(separator: "\n")
    }

    /// Numbers stay readable on every colour, in the light and in the dark.
    private static let colours = """
        :root { --paper: #ffffff; --ink: #1c2128; --faint: #5d6673; --line: #d8dde3; --soft: #f3f5f7; --hot: #f2a65e;
          --cold: #e9f1fb; --told: #0b62c4; --warn: #fff4d6; --lead: #e9f1fb; }
        @media (prefers-color-scheme: dark) {
          :root { --paper: #14181d; --ink: #e4e8ed; --faint: #98a2ae; --line: #343c46; --soft: #1d232a; --hot: #9a4b12;
            --cold: #1b2a3d; --told: #6fb2ff; --warn: #3a2f12; --lead: #1b2a3d; }
        }
        """

    private static let page = """
        * { box-sizing: border-box; }
        html { -webkit-text-size-adjust: 100%; }
        body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 4rem; }
        main:focus { outline: none; }
        h1 { overflow-wrap: anywhere; font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
        .skip { position: absolute; left: -99rem; }
        .skip:focus { left: .5rem; top: .5rem; padding: .4rem .8rem; background: var(--paper); color: var(--told); }
        a { color: var(--told); }
        nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin: 1rem 0; padding: .7rem 1rem;
          background: var(--soft); border-radius: .4rem; }
        nav a { display: inline-block; padding: .2rem 0; text-decoration: none; }
        nav a:hover { text-decoration: underline; }
        @media print {
          :root { --paper: #ffffff; --ink: #000000; --faint: #444444; --line: #bbbbbb; --soft: #f3f5f7; --told: #0b62c4;
            --warn: #fff4d6; --lead: #eef3f9; --hot: #f2a65e; --cold: #e9f1fb; }
          body { font-size: 10pt; }
          main { max-width: none; padding: 0; }
          nav, .skip { display: none; }
        }
        """

    private static let parts = """
        section { scroll-margin-top: .5rem; }
        h2 { font-size: 1.2rem; margin: 2.25rem 0 .5rem; padding-top: 1rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1rem; margin: 1.5rem 0 .4rem; }
        section p, section li { max-width: 48rem; }
        p { margin: .5rem 0; }
        section p.lead { max-width: none; font-size: 1.12rem; font-weight: 600; margin: .75rem 0; padding: .7rem 1rem; background: var(--lead);
          border-left: .25rem solid var(--told); border-radius: .25rem; }
        section ul { margin: .5rem 0; padding-left: 1.25rem; }
        section li { margin: .3rem 0; }
        ul.notes { list-style: none; margin: 1rem 0; padding: .6rem 1rem; background: var(--warn); border-radius: .4rem; }
        ul.notes li { margin: .3rem 0; }
        .frame { overflow-x: auto; margin: .75rem 0 1.25rem; max-width: 100%; }
        table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { caption-side: top; text-align: left; color: var(--faint); padding: 0 0 .35rem;
          max-width: min(48rem, calc(100vw - 2.6rem)); }
        th, td { text-align: left; padding: .28rem .6rem; white-space: nowrap; vertical-align: top; }
        tbody th { font-weight: 400; }
        .long { white-space: normal; min-width: 13rem; max-width: 34rem; }
        .n { text-align: right; }
        table.plain th { border-bottom: 1px solid var(--line); }
        table.plain thead th { border-bottom: 1px solid var(--faint); font-weight: 600; vertical-align: bottom;
          white-space: normal; }
        table.plain td { border-bottom: 1px solid var(--line); }
        table.plain tbody tr:hover { background: var(--soft); }
        table.map th { font-weight: 600; }
        table.map td { min-width: 4.6rem; border: 2px solid var(--paper); background: var(--cold); }
        table.map td.none { background: var(--soft); color: var(--faint); }
        table.map small { display: block; font-size: .72rem; opacity: .8; }
        \(heat)
        .frame svg { display: block; margin-top: .2rem; }
        .frame svg .zero { stroke: var(--faint); stroke-dasharray: 2 2; }
        .frame svg .range { stroke: var(--faint); stroke-width: 2; }
        .frame svg .dot { fill: var(--faint); }
        .frame svg .told .range { stroke: var(--told); }
        .frame svg .told .dot { fill: var(--told); }
        dl { margin: .75rem 0; }
        dl > div { margin: 0 0 .7rem; max-width: 48rem; }
        dt { font-weight: 600; }
        dd { margin: .1rem 0 0 1rem; }
        pre { overflow-x: auto; max-width: 100%; padding: .6rem .8rem; background: var(--soft); border-radius: .4rem;
          font: .85rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace; }
        details { margin: .6rem 0; }
        summary { cursor: pointer; color: var(--told); padding: .2rem 0; }
        .pictures { display: flex; flex-wrap: wrap; gap: .75rem; margin: .75rem 0; }
        .pictures figure { margin: 0; flex: 1 1 16rem; max-width: 30rem; }
        .pictures img { display: block; max-width: 100%; height: auto; border: 1px solid var(--line); }
        figcaption { color: var(--faint); }
        :focus-visible { outline: 2px solid var(--told); outline-offset: 2px; }
        @media print {
          .frame, pre { overflow: visible; }
          pre { white-space: pre-wrap; }
          h2, h3, summary, caption, thead, p:has(+ pre), p:has(+ .frame), p:has(+ figure) { break-after: avoid; }
          tbody tr:nth-child(-n+2), tbody tr:last-child { break-before: avoid; }
          p, li { orphans: 3; widows: 3; }
          figure svg { max-height: 62mm; }
          details::details-content { content-visibility: visible; }
          details:not([open]):has(pre) { display: none; }
          summary { list-style: none; color: inherit; font-weight: 600; }
          tr, figure, .pictures figure, dl > div { break-inside: avoid; }
          th, td { white-space: normal; padding: .15rem .4rem; }
        }
        """

    private static var heat: String {
        (1...heatSteps).map { step in
            "table.map td.heat-\(step) { background: color-mix(in srgb, var(--hot) \(step * 100 / heatSteps)%, var(--cold)); }"
        }.joined(separator: "\n")
    }
}

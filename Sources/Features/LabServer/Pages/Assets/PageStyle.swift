/// How the pages look, besides the sections of reports.
enum PageStyle {
    static let css = """
        :root { color-scheme: light dark; --page: #f4f6f8; --card: #ffffff; --ink: #17202a; --faint: #566270;
          --line: #d9dfe6; --soft: #eef1f5; --told: #0b5cb8; --on-told: #ffffff; --good: #0b6b3f; --fair: #8a5a00;
          --bad: #b3261e; --run: #0b5cb8; --warn: #fff3d1; --band: #bcd6f3; }
        @media (prefers-color-scheme: dark) {
          :root { --page: #0f1418; --card: #171d23; --ink: #e4e9ee; --faint: #9aa6b3; --line: #2d3741; --soft: #1f272f;
            --told: #7ab5ff; --on-told: #0b1622; --good: #5fcf97; --fair: #e5b454; --bad: #ff8f85; --run: #7ab5ff;
            --warn: #372c10; --band: #234166; }
        }
        *, *::before, *::after { box-sizing: border-box; }
        html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
        body { margin: 0; min-height: 100vh; display: flex; flex-direction: column; background: var(--page);
          color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "DejaVu Sans", sans-serif; }
        main { flex: 1; width: 100%; max-width: 86rem; margin: 0 auto; padding: 1.25rem 1.25rem 3rem; }
        main:focus { outline: none; }
        a { color: var(--told); text-underline-offset: .15em; }
        h1 { font-size: 1.55rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
        h2 { font-size: 1.15rem; line-height: 1.3; margin: 2rem 0 .6rem; }
        h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
        p { margin: .5rem 0; max-width: 50rem; }
        code, pre { font: .9em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
        code { background: var(--soft); padding: .1em .3em; border-radius: .25rem; overflow-wrap: anywhere; }
        pre { margin: .5rem 0; padding: .7rem .9rem; background: var(--soft); border-radius: .4rem; overflow-x: auto; }
        pre code { padding: 0; background: none; overflow-wrap: normal; }
        bdi { overflow-wrap: anywhere; }
        .chart bdi { overflow-wrap: inherit; }
        [hidden] { display: none !important; }
        :focus-visible { outline: 3px solid var(--told); outline-offset: 2px; border-radius: .2rem; }
        .unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%);
          white-space: nowrap; }
        .faint, .note, .about, .detail, .help { color: var(--faint); }
        .note { font-size: .87rem; margin-top: 1.25rem; }
        .n { text-align: right; font-variant-numeric: tabular-nums; }
        .skip { position: absolute; left: .5rem; top: -4rem; z-index: 3; padding: .5rem .9rem; background: var(--card); }
        .skip:focus { top: .5rem; }

        .bar { position: sticky; top: 0; z-index: 2; background: var(--card); border-bottom: 1px solid var(--line); }
        .bar-inner { max-width: 86rem; margin: 0 auto; padding: 0 1.25rem; display: flex; flex-wrap: wrap;
          align-items: center; gap: 0 1.5rem; }
        .brand { display: flex; align-items: center; gap: .45rem; padding: .6rem 0; color: var(--ink);
          font-weight: 650; text-decoration: none; }
        .bar nav { flex: 1; }
        .bar ul { display: flex; gap: .25rem; margin: 0; padding: 0; list-style: none; }
        .bar li a { display: block; white-space: nowrap; padding: .75rem .6rem .6rem; color: var(--faint); text-decoration: none;
          border-bottom: 3px solid transparent; }
        .bar li a:hover { color: var(--ink); }
        .bar li a[aria-current] { color: var(--ink); border-bottom-color: var(--told); }
        .badge { display: inline-block; min-width: 1.35em; padding: 0 .35em; border-radius: 1em; background: var(--told);
          color: var(--on-told); font-size: .78rem; line-height: 1.35; text-align: center; }
        .foot { border-top: 1px solid var(--line); color: var(--faint); font-size: .85rem; }
        .foot p { max-width: 86rem; margin: 0 auto; padding: .8rem 1.25rem; }
        .foot span, .foot a { margin-right: 1rem; }

        .head { display: flex; flex-wrap: wrap; align-items: baseline; gap: .2rem 1.1rem; margin-bottom: 1rem; }
                .head .crumbs { flex: 0 0 100%; max-width: none; font-size: .9rem; }
        .head p { margin: 0; }
        .head .about > * + * { margin-left: .8rem; }
        .head-links { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.1rem; margin-left: auto !important; }
        .told { padding: .6rem .9rem; background: var(--soft); border-left: 4px solid var(--told); border-radius: .3rem; }

        button, .button { display: inline-block; padding: .4rem .95rem; border: 1px solid var(--line); border-radius: .4rem;
          background: var(--card); color: var(--ink); font: inherit; line-height: 1.4; text-decoration: none;
          cursor: pointer; }
        button:hover, .button:hover { border-color: var(--told); }
        button.main { background: var(--told); border-color: var(--told); color: var(--on-told); font-weight: 600; }
        button.main:hover { filter: brightness(1.08); }
        button.quiet { border-color: transparent; color: var(--faint); }
        button:disabled { opacity: .55; cursor: default; }
        input, select { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--faint);
          border-radius: .4rem; padding: .4rem .55rem; min-width: 0; max-width: 100%; }
        input[type="checkbox"] { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--told); vertical-align: -.15em; }
        label { font-size: .87rem; color: var(--faint); }
        label input:not([type="checkbox"]), label select { display: block; width: 100%; margin-top: .2rem; font-size: 15px;
          color: var(--ink); }
        .help { display: block; font-size: .82rem; margin-top: .2rem; }

        .filters { display: flex; flex-wrap: wrap; align-items: end; gap: .6rem .8rem; margin: 0 0 1rem; }
        .filters .wide { flex: 1 1 15rem; }
        .filters label { flex: 0 1 11rem; }
        .filters .reset { padding: .4rem 0; }

        .sheet { overflow-x: auto; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        table.list { width: 100%; border-collapse: collapse; }
        .list { font-size: .94rem; }
        .list th, .list td { padding: .45rem .6rem; text-align: left; vertical-align: baseline; white-space: nowrap;
          border-bottom: 1px solid var(--line); }
        .list .n { text-align: right; }
        .list .long { white-space: normal; min-width: 11rem; }
        .list tbody tr:last-child > * { border-bottom: 0; }
        .list thead th { font-size: .84rem; font-weight: 600; color: var(--faint); }
        .list thead a { color: inherit; text-decoration: none; }
        .list thead a:hover { text-decoration: underline; }
        .list thead [aria-sort] { color: var(--ink); }
        .list thead [aria-sort="descending"] a::after { content: " ↓"; }
        .list thead [aria-sort="ascending"] a::after { content: " ↑"; }
        .list tbody th { font-weight: 600; white-space: normal; min-width: 11rem; }
        .list tbody tr:hover, .list tr.ticked { background: var(--soft); }
        .list .detail { display: block; font-weight: 400; font-size: .85rem; }
        .list .tick { width: 2.2rem; padding-right: 0; }
        .list .tick label { display: block; padding: .1rem; }
        .choose { position: sticky; bottom: 0; display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1rem;
          padding: .7rem 0; background: var(--page); }
        .choose .chosen { color: var(--faint); }
        .pages { display: flex; align-items: center; gap: 1rem; margin-left: auto; color: var(--faint); }

        .whole { white-space: nowrap; }
        .under { display: block; font-size: .85rem; }
        .state { white-space: nowrap; }
        .state::before { content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .4em;
          border-radius: 50%; background: var(--faint); }
        .state.complete::before { background: var(--good); }
        .state.partial::before { background: var(--fair); border-radius: 0; }
        .state.failed::before, .state.interrupted::before { background: var(--bad); border-radius: 0; rotate: 45deg; }
        .state.running { color: var(--run); font-weight: 600; }
        .state.running::before { background: var(--run); animation: pulse 1.6s ease-in-out infinite; }
        @keyframes pulse { 50% { opacity: .25; } }
        .warnings { padding: 0 .45em; border-radius: .3em; background: var(--warn); font-size: .82rem; }
        .warnings::before { content: "⚠ "; }

        .card { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .85rem 1rem; }
        .card h2 { margin: 0; font-size: 1.02rem; }
        .card-about, .card-foot { margin: .1rem 0; color: var(--faint); font-size: .87rem; }
        .card-about > * + *, .card-foot > * + * { margin-left: .7rem; }
        .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 19rem), 1fr)); gap: .8rem; }
        .live-card { border-left: 4px solid var(--c, var(--line)); content-visibility: auto; contain-intrinsic-size: auto 13rem; }
        .live-chart .chart { margin: .2rem 0; }
        .live-chart { margin-bottom: .8rem; padding: .6rem 1rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .5rem; }
        .numbers { display: flex; gap: 1.4rem; margin: .5rem 0 .3rem; font-variant-numeric: tabular-nums; }
        .numbers dt { font-size: .8rem; color: var(--faint); }
        .numbers dd { margin: 0; font-size: 1.25rem; line-height: 1.3; }
        .numbers .first { flex: 1; }
        .numbers .first dd { font-size: 1.7rem; line-height: 1.1; font-weight: 600; }
        .numbers small, .tiles small { font-size: .8rem; font-weight: 400; color: var(--faint); }
        .spark { display: block; width: 100%; height: 3rem; overflow: visible; }
        .spark-line { fill: none; stroke: var(--c, var(--told)); stroke-width: 1.6; vector-effect: non-scaling-stroke; }
        .spark-band { fill: var(--c, var(--band)); fill-opacity: .22; stroke: none; }
        .card-foot { display: flex; justify-content: space-between; }
        .card-event { min-height: 1.3em; margin: .1rem 0 0; font-size: .84rem; color: var(--fair); overflow: hidden;
          text-overflow: ellipsis; white-space: nowrap; }
        .stale, .wrong { color: var(--bad); font-weight: 600; }
        .link-state { color: var(--bad); }
        .ended ul { padding-left: 1.2rem; }

        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .6rem; margin: 1rem 0; }
        .tiles > div { margin: 0; padding: .6rem .85rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        .tiles dt { font-size: .82rem; font-weight: 400; color: var(--faint); }
        .tiles dd { margin: 0; font-size: 1.35rem; line-height: 1.3; font-weight: 600; font-variant-numeric: tabular-nums; }
        .tiles dd.detail { font-size: .82rem; font-weight: 400; }
        .attempts { display: flex; flex-wrap: wrap; gap: .3rem .9rem; align-items: baseline; margin: .6rem 0; }
        .attempts [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
        .contents ul { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: 1rem 0; padding: .6rem 0; list-style: none;
          border-block: 1px solid var(--line); font-size: .9rem; }

        .report { --paper: var(--card); --chart-paper: var(--card); }
        .report > section { margin: 0 0 1rem; padding: .9rem 1.25rem 1rem; background: var(--card);
          border: 1px solid var(--line); border-radius: .5rem; }
        .report > section > h2:first-child { margin: 0 0 .6rem; padding: 0; border: 0; }
        .report figcaption { color: var(--ink); }

        .empty, .trouble, .login { margin: 1rem 0; padding: 1.25rem 1.5rem; background: var(--card);
          border: 1px solid var(--line); border-radius: .5rem; }
        .empty h2, .trouble h2 { margin-top: 0; }
        .trouble { border-left: 5px solid var(--bad); }
        .login { max-width: 26rem; margin: 3rem auto; }
        .login form { display: grid; gap: .8rem; margin-top: 1rem; }
        .login button, .measure button { justify-self: start; }
        .measure { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12rem), 1fr)); gap: .9rem 1rem;
          max-width: 60rem; padding: 1.1rem 1.25rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .5rem; }
        .measure .wide { grid-column: 1 / -1; }
        .measure .double { grid-column: span 2; }
        .started .card + .card { margin-top: .6rem; }
        .measurement form { margin: .4rem 0; display: flex; align-items: center; gap: 1rem; }
        .choice { padding: .7rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: .5rem; }
        .choice summary { font-weight: 600; color: var(--ink); cursor: pointer; }
        .choice form { display: grid; gap: .9rem; max-width: 50rem; margin: .8rem 0 .3rem; }
        .choice button { justify-self: start; }
        fieldset { display: flex; flex-wrap: wrap; gap: .4rem 1.2rem; margin: 0; padding: .5rem .9rem .7rem;
          border: 1px solid var(--line); border-radius: .4rem; }
        legend { padding: 0 .3rem; font-size: .87rem; color: var(--faint); }
        .box { font-size: 1rem; color: var(--ink); }

        @media (max-width: 46rem) {
          main { padding: 1rem .8rem 2.5rem; }
          .bar-inner { padding: 0 .8rem; }
          .bar nav { flex-basis: 100%; order: 3; }
          .brand { padding: .45rem 0 0; }
          .bar ul { gap: 0; margin: 0 -.4rem; overflow-x: auto; }
          .bar li a { padding: .45rem .4rem; }
          .head-links { margin-left: 0 !important; flex-basis: 100%; }
          .report > section { padding: .8rem .8rem 1rem; }
          .report caption { position: sticky; left: 0; width: max-content; max-width: calc(100vw - 3.4rem); }
          .filters label { flex: 1 1 8rem; }
          .page-runs .sheet, .page-providers .sheet { border: 0; background: none; overflow: visible; }
          .page-runs .list thead, .page-providers .list thead { position: absolute; clip-path: inset(50%); height: 1px;
            overflow: hidden; }
          .page-runs .list, .page-providers .list, .page-runs .list tbody, .page-providers .list tbody { display: block; }
          .page-runs .list tr, .page-providers .list tr { display: grid; grid-template-columns: 1fr 1fr; gap: .1rem .9rem;
            position: relative; margin-bottom: .6rem; padding: .7rem .8rem; background: var(--card);
            border: 1px solid var(--line); border-radius: .5rem; }
          .page-runs .list tbody tr > *, .page-providers .list tbody tr > * { display: flex; justify-content: space-between;
            gap: .5rem; padding: .05rem 0; border: 0; white-space: normal; min-width: 0; text-align: right; }
          .list td[data-label]::before { content: attr(data-label); color: var(--faint); font-size: .84rem;
            text-align: left; }
          .list tbody th, .list td[data-label="State"], .list td[data-label="Started"], .list td[data-label="Newest"],
          .page-runs .list td[data-label="Provider"],
          .list .long { grid-column: 1 / -1; }
          .list td[data-label="State"]::before { margin-right: auto; }
          .measure .double { grid-column: auto; }
          .page-runs .list tbody th { padding-right: 2rem !important; text-align: left; order: -1; }
          .page-runs .list .tick { position: absolute; right: .7rem; top: .55rem; width: auto; }
        }
        @media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
        @media (forced-colors: active) { .state::before { forced-color-adjust: none; } }
        @media print { .bar, .foot, .filters, .choose, .head-links, .choice, .contents, .skip { display: none; } }

        """
}

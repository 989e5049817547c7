/// How figures and pictures look, apart from their colours.
enum ChartStylesheet {
    /// The rules.
    static let css = picture + figure + handling + narrow

    private static let picture = """
        .chart-svg{display:block;width:100%;height:auto;overflow:visible;font:12px system-ui,-apple-system,"Segoe UI",
        Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums}
        .chart-svg text{fill:var(--chart-dim)}
        .chart-svg .chart-name,.chart-svg .chart-key text{fill:var(--chart-ink)}
        .chart-paper{fill:var(--chart-paper)}
        .chart-grid,.chart-faint,.chart-axis{fill:none;stroke:var(--chart-grid)}
        .chart-faint{stroke:var(--chart-faint)}
        .chart-axis{stroke:var(--chart-axis)}
        .chart-line{fill:none;stroke:var(--c);stroke-width:1.75;stroke-linejoin:round;stroke-linecap:round}
        .chart-dashed{stroke-dasharray:5 4;stroke-linecap:butt}
        .chart-band{fill:var(--c);fill-opacity:.17}
        .chart-whisker{fill:none;stroke:var(--c);stroke-width:1.75}
        .chart-dot{fill:var(--c);stroke:var(--chart-paper);stroke-width:.75}
        .chart-bar{fill:var(--c);fill-opacity:.6;stroke:var(--c);stroke-width:.5}
        .chart-span{fill:var(--c);fill-opacity:.14}
        .chart-stem{fill:none;stroke:var(--c);stroke-opacity:.55;stroke-dasharray:3 3}
        .chart-lane{fill:var(--c)}

        """

    private static let figure = """
        .chart{position:relative;margin:1.5rem 0;color:var(--chart-ink);break-inside:avoid;min-width:0}
        .chart figcaption{font-weight:600;padding-right:7rem;overflow-wrap:anywhere}
        .chart-frame{position:relative;margin-top:.5rem;container-type:inline-size}
        .chart-note{margin:.25rem 0;font-size:.875rem;color:var(--chart-dim);overflow-wrap:anywhere}
        .chart-legend{display:flex;flex-wrap:wrap;gap:.125rem 1.25rem;margin:.25rem 0;padding:0;list-style:none;
        font-size:.875rem}
        .chart-legend li{max-width:100%;min-width:0}
        li.chart-key,button.chart-key{display:flex;align-items:center;gap:.4rem;overflow-wrap:break-word}
        .chart-key bdi{min-width:0}
        .chart-swatch{flex:none;width:22px;height:12px}
        .chart-table{font-size:.875rem}
        .chart-table summary{cursor:pointer;color:var(--chart-dim);padding:.25rem 0;width:max-content}
        .chart-scroll{max-height:24rem;overflow:auto}
        .chart-table table{border-collapse:collapse;margin:.25rem 0 1rem;font-variant-numeric:tabular-nums}
        .chart-table caption{text-align:left;font-weight:600;padding:.25rem 0;overflow-wrap:anywhere}
        .chart-table caption span{font-weight:400;color:var(--chart-dim)}
        .chart-table th,.chart-table td{padding:.15rem .75rem .15rem 0;text-align:right;
        border-bottom:1px solid var(--chart-grid);font-weight:400;overflow-wrap:anywhere}
        .chart-table thead th{font-weight:600;vertical-align:bottom}
        .chart-table th:first-child{text-align:left;white-space:nowrap}

        """

    private static let handling = """
        .chart-frame:focus-visible,.chart-scroll:focus-visible,.chart button:focus-visible,
        .chart summary:focus-visible{outline:2px solid var(--chart-focus);outline-offset:2px}
        .chart-live{touch-action:pan-y;cursor:crosshair;user-select:none;-webkit-user-select:none}
        .chart-zoomed{cursor:grab}
        .chart-tools{position:absolute;top:-.3rem;right:0;display:flex;gap:.25rem}
        .chart-tools button{width:2rem;height:1.75rem;padding:0;border:1px solid var(--chart-grid);border-radius:.375rem;
        background:var(--chart-paper);color:var(--chart-dim);font:1rem/1 system-ui,sans-serif;cursor:pointer}
        .chart-tools button:hover{color:var(--chart-ink);border-color:var(--chart-axis)}
        .chart-tools button[disabled]{color:var(--chart-axis);border-color:var(--chart-faint);cursor:default}
        button.chart-key{max-width:100%;border:0;border-radius:.25rem;padding:.2rem 0;background:none;
        color:inherit;font:inherit;text-align:left;cursor:pointer}
        button.chart-key:hover{background:var(--chart-faint)}
        button.chart-key[aria-pressed=false]{color:var(--chart-dim);text-decoration:line-through}
        button.chart-key[aria-pressed=false] svg{opacity:.25}
        .chart-tip{position:absolute;z-index:2;top:0;left:0;max-width:min(22rem,85%);padding:.4rem .6rem;
        border:1px solid var(--chart-axis);border-radius:.375rem;background:var(--chart-paper);color:var(--chart-ink);
        font-size:.8125rem;line-height:1.45;pointer-events:none;box-shadow:0 2px 8px #0003;overflow-wrap:anywhere}
        .chart-tip[hidden]{display:none}
        .chart-tip p{margin:0;font-variant-numeric:tabular-nums}
        .chart-tip i{display:inline-block;width:.6rem;height:.6rem;margin-right:.4rem;border-radius:2px;
        background:var(--c)}
        .chart-tip .chart-at{color:var(--chart-dim)}
        .chart-hair{fill:none;stroke:var(--chart-axis);stroke-dasharray:2 2}
        .chart-point{fill:var(--c);stroke:var(--chart-paper);stroke-width:1.5}
        .chart-box{fill:var(--chart-focus);fill-opacity:.12;stroke:var(--chart-focus)}
        .chart-quiet{position:absolute;width:1px;height:1px;margin:-1px;overflow:hidden;clip-path:inset(50%);
        white-space:nowrap}

        """

    /// Without the script a picture shrinks as a whole: its words grow, and every second number makes room.
    private static let narrow = """
        @container (max-width:520px){.chart-svg:not(.chart-live) text{font-size:19px}
        .chart-svg:not(.chart-live) .chart-odd{display:none}}
        @media print{.chart-tools,.chart-tip,.chart-table:not([open]){display:none}.chart-scroll{max-height:none}}

        """
}

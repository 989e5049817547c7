extension ChartScript {
    /// Lays a figure out as wide as it stands in the page, and draws it.
    static let drawing = #"""
        const el = (parent, name, attributes, text) => {
          const e = document.createElementNS('http://www.w3.org/2000/svg', name);
          for (const key in attributes) e.setAttribute(key, attributes[key]);
          if (text != null) e.textContent = text;
          parent.append(e);
          return e;
        };
        const html = (parent, name, attributes, text) => {
          const e = document.createElement(name);
          for (const key in attributes) e.setAttribute(key, attributes[key]);
          if (text != null) e.textContent = text;
          parent.append(e);
          return e;
        };
        const path = (parent, name, d) => d && el(parent, 'path', { class: 'chart-' + name, d });
        const layoutOf = (s, width, height) => {
          const c = s.chart, top = c.marks.length ? 40 : 26, bottom = height - 40, right = width - 16;
          const yCount = clamp(floor((bottom - top) / 45), 2, 10);
          const y = { axis: c.y, from: bottom, to: top };
          y.span = s.view.y || rangeOf(c.y, spreadOf(c, s.view.x).y, true, yCount);
          y.ticks = ticksOf(y, yCount);
          const longest = max(0, ...y.ticks.map(t => t[1].length));
          const left = min(max(longest * (width < 520 ? 7 : 9) + 12, 48), width / 3);
          const count = clamp(floor((right - left) / 90), 2, 12);
          const loose = c.series.length > 0 && c.series.every(one => one.kind === 'dots');
          s.full = rangeOf(c.x, s.spread.x, loose, count);
          const x = { axis: c.x, from: left, to: right, span: s.view.x || s.full };
          x.ticks = ticksOf(x, count);
          return { width, height, top, bottom, left, right, x, y, edge: loose ? 7 : 0 };
        };
        const drawFrame = (svg, lay) => {
          const lines = ['', ''];
          for (const [v, label] of lay.y.ticks) lines[+!label] += `M${px(lay.left)} ${px(place(lay.y, v))}H${px(lay.right)}`;
          if (!lay.x.axis.names.length) for (const [v, label] of lay.x.ticks)
            lines[+!label] += `M${px(place(lay.x, v))} ${px(lay.top)}V${px(lay.bottom)}`;
          path(svg, 'faint', lines[1]);
          path(svg, 'grid', lines[0]);
          path(svg, 'axis', `M${px(lay.left)} ${px(lay.bottom)}H${px(lay.right)}`);
          const below = el(svg, 'g', { class: 'chart-ticks', 'text-anchor': 'middle' });
          for (const [v, label] of lay.x.ticks.filter(t => t[1])) {
            const x = place(lay.x, v), over = x + label.length * 3.5 > lay.width;
            el(below, 'text', { x: over ? lay.width : px(x), y: px(lay.bottom + 17),
              ...(over && { 'text-anchor': 'end' }) }, label);
          }
          const beside = el(svg, 'g', { class: 'chart-ticks', 'text-anchor': 'end' });
          for (const [v, label] of lay.y.ticks) if (label)
            el(beside, 'text', { x: px(lay.left - 6), y: px(place(lay.y, v) + 4) }, label);
          const most = floor(lay.width / 7);
          el(svg, 'text', { class: 'chart-name', x: 2, y: 14 }, cut(titleOf(lay.y), most));
          el(svg, 'text', { class: 'chart-name', x: px((lay.left + lay.right) / 2), y: px(lay.bottom + 35),
            'text-anchor': 'middle' }, cut(titleOf(lay.x), most));
        };
        const drawMarks = (svg, plot, s, lay) => {
          for (const kind in kinds) {
            if (s.off.has(kind)) continue;
            const taken = new Set();
            let spans = '', stems = '', lane = '';
            for (const m of s.chart.marks) {
              if (m.kind !== kind) continue;
              const start = place(lay.x, m.x), end = m.end == null ? start : place(lay.x, m.end) ?? start;
              if (start == null || end < lay.left || start > lay.right) continue;
              const left = max(start, lay.left), right = min(end, lay.right);
              if (right - left > 1.5) {
                spans += box(left, lay.top, right, lay.bottom);
                lane += box(left, lay.top - 11, right, lay.top - 3);
              } else if (!taken.has(floor(left))) {
                taken.add(floor(left));
                stems += `M${px(left)} ${px(lay.top)}V${px(lay.bottom)}`;
                lane += markShape(kind, left, lay.top - 7);
              }
            }
            const below = el(plot, 'g', { class: 'chart-mark m-' + kind });
            path(below, 'span', spans);
            path(below, 'stem', stems);
            path(el(svg, 'g', { class: 'm-' + kind }), 'lane', lane);
          }
        };
        const classes = { dots: ['dot', 'whisker'], bars: ['bar', 'band'] };
        const lineClass = one => one.dashed ? 'line chart-dashed' : 'line';
        const draw = s => {
          const { svg, chart } = s, width = max(round(s.frame.clientWidth) || chart.width, 200);
          const lay = s.lay = layoutOf(s, width, round(min(chart.height, max(width * .75, 200))));
          svg.replaceChildren();
          svg.setAttribute('viewBox', `0 0 ${width} ${lay.height}`);
          drawFrame(svg, lay);
          const clip = s.figure.id + '-clip';
          el(el(svg, 'clipPath', { id: clip }), 'rect', { x: px(lay.left - lay.edge), y: px(lay.top - lay.edge),
            width: px(lay.right - lay.left + 2 * lay.edge), height: px(lay.bottom - lay.top + 2 * lay.edge) });
          const plot = el(svg, 'g', { 'clip-path': `url(#${clip})` });
          drawMarks(svg, plot, s, lay);
          chart.series.forEach((one, i) => {
            if (one.off) return;
            const g = el(plot, 'g', { class: 'chart-series c' + one.shape, 'data-series': i });
            const [line, interval] = seriesPaths(lay, one), names = classes[one.kind] || [lineClass(one), 'band'];
            path(g, names[1], interval);
            path(g, names[0], line);
          });
          if (!s.spread.y) el(svg, 'text', { x: px((lay.left + lay.right) / 2), y: px((lay.top + lay.bottom) / 2),
            'text-anchor': 'middle' }, 'no values');
          s.over = el(svg, 'g', {});
          const zoomed = !!(s.view.x || s.view.y);
          s.svg.classList.toggle('chart-zoomed', zoomed);
          s.tools.forEach((b, i) => b.disabled = i !== 1 && !zoomed);
          s.at = null;
          s.tip.hidden = true;
        };
        """#
}

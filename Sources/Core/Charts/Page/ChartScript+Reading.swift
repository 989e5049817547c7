extension ChartScript {
    /// Tells the values under the pointer, or at the cursor of the keys.
    static let reading = #"""
        // What lies near a place: of each series the value there, all at about the same x.
        const near = (s, x, y) => {
          const { lay, chart } = s, hits = [], loose = chart.series.every(one => one.kind === 'dots');
          chart.series.forEach((one, i) => {
            if (one.off) return;
            let best = null;
            one.x.forEach((v, j) => {
              const at = place(lay.x, v), height = place(lay.y, one.y[j]);
              if (at == null || height == null) return;
              const end = one.kind === 'bars' ? place(lay.x, one.end ? one.end[j] : v) : at;
              if (one.kind === 'bars' && (x < at || x > end)) return;
              if (one.kind === 'steps' && at > x + .5 && best) return;
              const away = one.kind === 'bars' ? 0 : loose ? hypot(at - x, height - y) : abs(at - x);
              if (!best || away <= best.away) best = { i, j, one, away, x: (at + end) / 2, y: height };
            });
            if (best && (best.away < 60 || one.kind === 'steps')) hits.push(best);
          });
          hits.sort((a, b) => a.away - b.away);
          return loose ? hits.slice(0, 1)
            : hits.filter(h => h.one.kind === 'steps' || abs(h.x - hits[0].x) < 6).sort((a, b) => a.i - b.i);
        };
        const valueText = (s, one, j) => {
          const axis = s.chart.y, unit = axis.unit ? ' ' + axis.unit : '';
          // A bar is as much as it is long.
          const low = one.low ? one.low[j] : null, bar = one.kind === 'bars' && low;
          const high = bar ? one.y[j] : one.high ? one.high[j] : null;
          const interval = (bar === 0 || low == null) && high == null ? ''
            : ` (${low == null ? '?' : words(low)} to ${high == null ? '?' : words(high)})`;
          return told(axis, bar ? one.y[j] - low : one.y[j]) + interval + unit + (one.label && one.label[j] ? ' ' + one.label[j] : '');
        };
        const placeText = (s, one, j) => {
          const axis = s.chart.x, end = one.kind === 'bars' && one.end ? one.end[j] : null;
          const middle = axis.names.length && end != null ? (one.x[j] + end) / 2 : one.x[j];
          const text = told(axis, middle) + (end == null || axis.names.length ? '' : ' to ' + told(axis, end));
          return text + (axis.unit && axis.scale !== 'time' && !axis.names.length ? ' ' + axis.unit : '');
        };
        // Shows the values near a place; spoken where they were asked for by keys.
        const show = (s, x, y, spoken) => {
          const { lay, tip } = s, hits = near(s, x, y);
          const marks = s.chart.marks.filter(m => {
            const start = place(lay.x, m.x), end = m.end == null ? start : place(lay.x, m.end);
            return !s.off.has(m.kind) && x > start - 6 && x < end + 6;
          }).slice(0, 6);
          s.over.replaceChildren();
          tip.replaceChildren();
          s.at = hits.length ? hits[0] : null;
          tip.hidden = !hits.length && !marks.length;
          if (tip.hidden) return;
          const axis = hits.find(h => h.one.kind !== 'steps') || hits[0];
          if (axis) {
            html(tip, 'p', { class: 'chart-at' }, placeText(s, axis.one, axis.j));
            path(s.over, 'hair', `M${px(axis.x)} ${px(lay.top)}V${px(lay.bottom)}`);
          }
          for (const h of hits.slice(0, 12)) {
            const row = html(tip, 'p', { class: 'c' + h.one.shape });
            html(row, 'i', {});
            html(row, 'bdi', {}, cut(h.one.name, 40));
            row.append(': ');
            html(row, 'b', {}, valueText(s, h.one, h.j));
            el(s.over, 'circle', { class: 'chart-point c' + h.one.shape, cx: px(h.x),
              cy: px(clamp(h.y, lay.top, lay.bottom)), r: 4.5 });
          }
          for (const m of marks) {
            const row = html(tip, 'p', { class: 'm-' + m.kind });
            html(row, 'i', {});
            html(row, 'bdi', {}, kinds[m.kind][0] + (m.text ? ': ' + m.text : ''));
          }
          const scale = s.frame.clientWidth / lay.width, at = (axis ? axis.x : x) * scale;
          const left = at + 14 + tip.offsetWidth > s.frame.clientWidth ? at - 14 - tip.offsetWidth : at + 14;
          tip.style.transform = `translate(${round(max(left, 0))}px,`
            + `${round(clamp(y * scale - tip.offsetHeight / 2, 0, lay.height))}px)`;
          s.spoken.textContent = spoken ? [...tip.children].map(p => p.textContent).join('. ') : '';
        };
        const hide = s => {
          s.tip.hidden = true;
          s.at = null;
          s.over.replaceChildren();
        };
        // Goes to the next value of the series that the keys are at, or to the nearest of another series.
        const step = (s, forward, series) => {
          const shown = s.chart.series.map((one, i) => i).filter(i => !s.chart.series[i].hidden);
          if (!shown.length) return;
          let { i, j } = s.cursor && shown.includes(s.cursor.i) ? s.cursor : { i: shown[0], j: null };
          const { lay } = s, was = j == null ? null : place(lay.x, s.chart.series[i].x[j]);
          if (series) i = shown[(shown.indexOf(i) + series + shown.length) % shown.length];
          const one = s.chart.series[i], usable = one.x.map((v, n) => n).filter(n => place(lay.y, one.y[n]) != null);
          if (!usable.length) return;
          if (was == null || was < lay.left || was > lay.right || series) {
            const goal = was == null || !series ? (forward < 0 ? lay.right : lay.left) : was;
            j = usable.reduce((a, b) => abs(place(lay.x, one.x[b]) - goal) < abs(place(lay.x, one.x[a]) - goal)
              ? b : a);
          } else j = usable[clamp(usable.indexOf(j) + forward, 0, usable.length - 1)] ?? usable[0];
          s.cursor = { i, j };
          let x = place(s.lay.x, one.x[j]);
          if (x < lay.left - .5 || x > lay.right + .5) {
            pan(s, (x - (lay.left + lay.right) / 2) / (lay.right - lay.left));
            x = place(s.lay.x, one.x[j]);
          }
          show(s, x, place(s.lay.y, one.y[j]), true);
        };
        """#
}

extension ChartScript {
    /// The paths of series and marks, as the files of `Picture` draw them.
    static let shapes = #"""
        const dot = (colour, x, y, r) => {
          const at = (x, y) => `M${px(x)} ${px(y)}`, w = 2 * r;
          return [
            () => at(x - r, y) + `a${r} ${r} 0 1 0 ${w} 0a${r} ${r} 0 1 0 -${w} 0z`,
            () => at(x - r, y - r) + `h${w}v${w}h-${w}z`,
            () => at(x, y - r) + `l${r} ${w}h-${w}z`,
            () => at(x, y - r) + `l${r} ${r}l-${r} ${r}l-${r} -${r}z`,
            () => at(x, y + r) + `l${r} -${w}h-${w}z`,
            () => at(x - r, y - r) + `l${w} ${w}h-${w}l${w} -${w}z`,
          ][colour % 6]();
        };
        const kinds = {
          freeze: ['freeze', -4, -4, 'h8v8h-8z'],
          drop: ['drop', -4, -4, 'h8l-4 8z'],
          stall: ['stall', -4, 0, 'a4 4 0 1 0 8 0a4 4 0 1 0 -8 0z'],
          reconnect: ['reconnect', 0, -4.5, 'l4.5 4.5l-4.5 4.5l-4.5 -4.5z'],
          resolution: ['resolution change', -4, 4, 'l4 -8l4 8z'],
          clockStep: ['clock step', -4, -4, 'l8 8h-8l8 -8z'],
          other: ['event', -1.5, -4, 'h3v8h-3z'],
        };
        const markShape = (kind, x, y) => {
          const [, dx, dy, rest] = kinds[kind];
          return `M${px(x + dx)} ${px(y + dy)}${rest}`;
        };
        const box = (left, top, right, bottom) =>
          `M${px(left)} ${px(bottom)}V${px(top)}H${px(right)}V${px(bottom)}z`;
        const pointsOf = s => s.x.map((x, i) => ({
          x, y: s.y[i], low: s.low ? s.low[i] : null, high: s.high ? s.high[i] : null, end: s.end ? s.end[i] : null,
        }));
        const linePath = (lay, points) => {
          const at = points.map(p => [place(lay.x, p.x), place(lay.y, p.y)]).map(a => a[1] == null || a[0] == null ? null : a);
          return at.map((a, i) => !a ? '' : (i && at[i - 1] ? 'L' : 'M') + px(a[0]) + ' ' + px(a[1])
            + (i && at[i - 1] || at[i + 1] ? '' : 'h0')).join('');
        };
        const bandPath = (lay, points) => {
          let path = '', run = [];
          const flush = () => {
            if (run.length > 1) path += 'M' + run.map(r => r[0] + ' ' + r[2]).join('L')
              + run.reverse().map(r => 'L' + r[0] + ' ' + r[1]).join('') + 'z';
            run = [];
          };
          for (const p of points) {
            const x = place(lay.x, p.x);
            if (x == null || p.y == null || p.low == null || p.high == null) flush();
            else run.push([px(x), px(place(lay.y, p.low) ?? lay.bottom), px(place(lay.y, p.high) ?? lay.bottom)]);
          }
          flush();
          return path;
        };
        const stepped = points => points.flatMap((p, i) => {
          const next = points[i + 1];
          return next && p.y != null ? [p, { ...p, x: next.x }] : [p];
        });
        // The path of what is filled or stroked, and that of its intervals.
        const seriesPaths = (lay, s) => {
          let points = pointsOf(s), line = '', interval = '';
          if (s.kind === 'line' || s.kind === 'steps') {
            if (s.kind === 'steps') points = stepped(points);
            return [linePath(lay, points), bandPath(lay, points)];
          }
          const radius = points.length > 200 ? 2 : 4;
          for (const p of points) {
            const x = place(lay.x, p.x), y = place(lay.y, p.y);
            if (x == null || y == null) continue;
            if (s.kind === 'bars') {
              const right = place(lay.x, p.end) ?? x;
              const zero = clamp(place(lay.y, 0) ?? lay.bottom, lay.top, lay.bottom);
              line += box(x, y, max(right - (right - x > 4 ? 1 : 0), x + .5), place(lay.y, p.low) ?? zero);
              continue;
            }
            line += dot(s.shape, x, y, radius);
            if (p.low == null && p.high == null) continue;
            const end = (v, edge) => v == null ? edge : place(lay.y, v) ?? lay.bottom;
            interval += p.low == null ? `M${px(x)} ${px(lay.bottom)}` : `M${px(x - 4)} ${px(end(p.low))}h8m-4 0`;
            interval += `V${px(end(p.high, lay.top))}${p.high == null ? '' : 'm-4 0h8'}`;
          }
          return [line, interval];
        };
        """#
}

extension ChartScript {
    /// Where axes begin and end, and what lies where along them.
    static let axes = #"""
        const isLog = axis => axis.scale === 'logarithmic';
        const opened = (axis, lower, upper) => {
          if (upper - lower > max(abs(lower) * 1e-9, abs(upper) * 1e-9, 1e-290)) return [lower, upper];
          if (isLog(axis)) return [lower / 2, upper * 2];
          const margin = axis.scale === 'time' ? 30 : abs(upper) < 1e-280 ? .5 : abs(upper) / 20;
          return [lower - margin, upper + margin];
        };
        const digits = (v, below) => {
          const p = floor(log10(v) + 1e-9);
          const fits = d => below ? +(d + 'e' + p) <= v * (1 + 1e-9) : +(d + 'e' + p) >= v * (1 - 1e-9);
          return +(((below ? [5, 2] : [1, 2, 5]).find(fits) || (below ? 1 : 10)) + 'e' + p);
        };
        const rangeOf = (axis, spread, round, count) => {
          if (axis.names.length) return [-.5, axis.names.length - .5];
          const limit = axis.scale === 'time' ? 9e9 : 1e300, given = axis.range;
          if (given && given[0] >= (isLog(axis) ? 1e-300 : -limit) && given[1] <= limit) return opened(axis, ...given);
          if (!spread) return isLog(axis) ? [1, 10] : [0, axis.scale === 'time' ? 60 : 1];
          let [lower, upper] = spread;
          if (axis.scale === 'linear' && round && lower > 0 && lower < .4 * upper) lower = 0;
          [lower, upper] = opened(axis, lower, upper);
          if (!round || axis.scale === 'time') return [lower, upper];
          if (isLog(axis)) return [digits(lower, true), digits(upper, false)];
          const step = stepOf(lower, upper, count);
          return [floor(lower / step + 1e-9) * step, ceil(upper / step - 1e-9) * step];
        };
        const place = (a, v) => {
          if (v == null || (isLog(a.axis) && v <= 0)) return null;
          const [lower, upper] = a.span;
          const share = isLog(a.axis) ? log(v / lower) / log(upper / lower) : (v - lower) / (upper - lower);
          const at = a.from + share * (a.to - a.from);
          return isNaN(at) ? null : clamp(at, -1e5, 1e5);
        };
        const numberAt = (a, at) => {
          const [lower, upper] = a.span, share = (at - a.from) / (a.to - a.from);
          return isLog(a.axis) ? lower * (upper / lower) ** share : lower + share * (upper - lower);
        };
        const ticksOf = (a, count) => {
          const names = a.axis.names;
          if (names.length) {
            const every = max(1, floor((names.length + 39) / 40));
            const room = abs(a.to - a.from) * every / names.length;
            const most = a.from < a.to ? max(3, floor(room / 7)) : 18;
            return names.flatMap((name, i) => i % every ? [] : [[i, cut(name, most)]])
              .filter(([v]) => v >= a.span[0] && v <= a.span[1]);
          }
          return { linear: linearTicks, logarithmic: logarithmicTicks, time: timeTicks }[a.axis.scale](...a.span, count);
        };
        const titleOf = a => {
          let text = a.axis.unit;
          if (a.axis.scale === 'time') {
            const [year, , date, month] = day(a.span[0]);
            text = 'UTC' + (a.span[1] - a.span[0] < 172800 ? ` from ${date} ${month} ${year}` : '');
          }
          return a.axis.name + (text ? ', ' + text : '');
        };
        const told = (axis, v) => {
          const name = axis.names[round(v)];
          return name != null ? name : axis.scale === 'time' ? instant(v) : words(v);
        };
        const spreadOf = (chart, part) => {
          const spread = { x: null, y: null };
          const widen = (key, v) => {
            if (v == null || (isLog(chart[key]) && v <= 0)) return;
            const s = spread[key];
            spread[key] = s ? [min(s[0], v), max(s[1], v)] : [v, v];
          };
          for (const s of chart.series) {
            if (s.off) continue;
            s.x.forEach((x, i) => {
              const end = s.end ? s.end[i] : null;
              const next = s.kind === 'steps' && i + 1 < s.x.length ? s.x[i + 1] : end ?? x;
              if (part && (x > part[1] || next < part[0])) return;
              widen('x', x), widen('x', end), widen('y', s.y[i]);
              if (s.low) widen('y', s.low[i]);
              if (s.high) widen('y', s.high[i]);
            });
            if (s.kind === 'bars' && s.x.length) widen('y', 0);
          }
          for (const m of chart.marks) widen('x', m.x), widen('x', m.end);
          return spread;
        };
        """#
}

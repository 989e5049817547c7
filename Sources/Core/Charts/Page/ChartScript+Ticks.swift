extension ChartScript {
    /// Where ticks stand, as the files of `Axes` place them.
    static let ticks = #"""
        const stepOf = (lower, upper, count) => {
          const rough = (upper - lower) / max(count, 1);
          const p = power(floor(log10(rough)));
          const share = rough / p;
          return p * (share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10);
        };
        const multiples = (step, lower, upper) => {
          const first = ceil(lower / step - 1e-9), last = floor(upper / step + 1e-9), all = [];
          for (let i = 0; i <= min(last - first, 199); i++) all.push((first + i) * step);
          return all;
        };
        const linearTicks = (lower, upper, count) => {
          const step = stepOf(lower, upper, count), largest = max(abs(lower), abs(upper));
          return multiples(step, lower, upper).map(v => [v, tickText(v, step, largest)]);
        };
        const logarithmicTicks = (lower, upper, count) => {
          if (upper / lower <= 4) return linearTicks(lower, upper, count);
          const first = floor(log10(lower)), last = ceil(log10(upper)), ticks = [];
          const every = max(1, floor((last - first + count - 1) / count));
          const fine = every === 1 && (last - first) * 3 <= count * 2;
          for (let p = first; p <= last; p++)
            for (let digit = 1; digit < 10 && (digit === 1 || every === 1); digit++) {
              const v = +(digit + 'e' + p);
              if (v < lower * (1 - 1e-9) || v > upper * (1 + 1e-9)) continue;
              const told = digit === 1 ? p % every === 0 : fine && (digit === 2 || digit === 5);
              ticks.push([v, told ? alone(v) : '']);
            }
          return ticks;
        };
        const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400,
          172800, 604800, 1209600];
        const day = v => {
          const text = instant(v), month = text.slice(5, 7) - 1;
          return [+text.slice(0, 4), month, +text.slice(8, 10), 'JanFebMarAprMayJunJulAugSepOctNovDec'.substr(month * 3, 3)];
        };
        const timeLabel = (v, step) => {
          const [, , date, month] = day(v), time = instant(v).slice(11);
          return step >= 86400 || time.startsWith('00:00:00') ? date + ' ' + month : time.slice(0, step < 60 ? 8 : 5);
        };
        const monthTicks = (lower, upper, rough) => {
          const month = 2629746, years = stepOf(0, rough * 10 / (12 * month), 10);
          const step = [1, 3, 6, 12].find(n => n * month >= rough) || max(12, ceil(years) * 12);
          const [year, first] = day(lower), ticks = [];
          for (let n = floor((year * 12 + first) / step) * step; ticks.length < 200; n += step) {
            const v = Date.UTC(floor(n / 12), n % 12) / 1e3;
            if (v > upper) break;
            if (v >= lower) ticks.push([v, (step < 12 ? day(v)[3] + ' ' : '') + day(v)[0]]);
          }
          return ticks;
        };
        const timeTicks = (lower, upper, count) => {
          const rough = (upper - lower) / count;
          if (rough <= .5) return multiples(max(stepOf(lower, upper, count), .001), lower, upper)
            .map(v => [v, instant(v).slice(11)]);
          const step = timeSteps.find(s => s >= rough);
          if (!step) return monthTicks(lower, upper, rough);
          const shift = step >= 604800 ? 345600 : 0;
          return multiples(step, lower - shift, upper - shift).map(v => [v + shift, timeLabel(v + shift, step)]);
        };
        """#
}

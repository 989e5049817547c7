extension ChartScript {
    /// Takes figures over, and offers `glasslabCharts`.
    static let page = #"""
        // Seen on its way down too: what opens and closes tells nobody above it afterwards.
        const on = (e, name, act) => e.addEventListener(name, act, { passive: false, capture: name === 'toggle' });
        const charts = new Map();
        const prepared = (s, raw) => {
          const axis = a => ({ name: '', unit: '', scale: 'linear', range: null, names: [], ...a });
          const shape = c => ((c || 0) % 8 + 8) % 8;
          s.raw = raw;
          s.chart = { width: 720, height: 300, ...raw, x: axis(raw.x), y: axis(raw.y),
            marks: (raw.marks || []).filter(m => kinds[m.kind] && m.x != null),
            series: (raw.series || []).map(one => ({ x: [], y: [], ...one, shape: shape(one.colour),
              off: s.off.has('series ' + one.name) })) };
          s.spread = spreadOf({ ...s.chart, series: s.chart.series.map(one => ({ ...one, off: false })) });
        };
        const swatch = (parent, name, d) => path(el(parent, 'svg', { class: 'chart-swatch', viewBox: '0 0 22 12',
          'aria-hidden': true }), name, d);
        const drawLegend = s => {
          const { series, marks } = s.chart, entries = series.map(one => ['series ' + one.name, one.name, 'c' + one.shape,
            (classes[one.kind] || [lineClass(one)])[0],
            one.kind === 'dots' ? dot(one.shape, 11, 6, 4) : one.kind === 'bars' ? box(4, 1, 18, 11) : 'M2 6H20']);
          for (const kind in kinds) {
            const count = marks.filter(m => m.kind === kind).length;
            if (count) entries.push([kind, kinds[kind][0] + (count > 1 ? ' × ' + count : ''), 'm-' + kind, 'lane',
              markShape(kind, 11, 6)]);
          }
          const key = JSON.stringify(entries);
          if (s.legend === key) return;
          s.legend = key;
          let list = s.figure.querySelector('.chart-legend');
          if (!list) {
            if (entries.length < 2) return;
            s.frame.before(list = html(s.figure, 'ul', { class: 'chart-legend' }));
          }
          const focused = [...list.children].findIndex(item => item.contains(document.activeElement));
          list.replaceChildren();
          for (const [id, name, colour, look, d] of entries) {
            const b = html(html(list, 'li', {}), 'button', { type: 'button', class: 'chart-key ' + colour,
              'aria-pressed': !s.off.has(id) });
            swatch(b, look, d);
            html(b, 'bdi', {}, name);
            on(b, 'click', () => {
              s.off.has(id) ? s.off.delete(id) : s.off.add(id);
              b.setAttribute('aria-pressed', !s.off.has(id));
              prepared(s, s.raw);
              draw(s);
            });
          }
          if (list.children[focused]) list.children[focused].firstChild.focus();
        };
        // The table of numbers, anew after an update; the page brought its first one.
        const drawTable = s => {
          const details = s.figure.querySelector('.chart-table'), room = details && details.querySelector('.chart-scroll');
          if (!s.stale || !room || !details.open) return;
          s.stale = false;
          room.replaceChildren();
          const head = a => a.name + (a.scale === 'time' ? ', UTC' : a.unit ? ', ' + a.unit : '');
          for (const one of s.chart.series) {
            const table = html(room, 'table', {}), first = max(one.x.length - 120, 0);
            html(html(table, 'caption', {}), 'bdi', {}, one.name + (first ? ` (the last 120 of ${one.x.length})` : ''));
            const row = html(html(table, 'thead', {}), 'tr', {});
            for (const a of [s.chart.x, s.chart.y]) html(row, 'th', { scope: 'col' }, head(a));
            const body = html(table, 'tbody', {});
            for (let j = first; j < one.x.length; j++) {
              const row = html(body, 'tr', {});
              html(row, 'th', { scope: 'row' }, placeText(s, one, j));
              html(row, 'td', {}, one.y[j] == null ? '–' : valueText(s, one, j));
            }
          }
        };
        const attachOne = figure => {
          const source = figure.querySelector('.chart-data'), frame = figure.querySelector('.chart-frame');
          const svg = frame && frame.querySelector('svg');
          if (!source || !svg || svg.classList.contains('chart-live')) return;
          const s = { figure, frame, svg, source, view: {}, off: new Set(), fingers: new Map() };
          prepared(s, JSON.parse(source.textContent));
          const words = svg.querySelector('desc');
          frame.tabIndex = 0;
          frame.setAttribute('role', 'application');
          frame.setAttribute('aria-roledescription', 'chart');
          frame.setAttribute('aria-label', `${s.chart.title}. ${words ? words.textContent : ''}`
            + ' Arrows tell values, or move when zoomed; plus and minus zoom, 0 shows all.');
          svg.setAttribute('aria-hidden', true);
          svg.classList.add('chart-live');
          s.tip = html(frame, 'div', { class: 'chart-tip', hidden: '' });
          s.spoken = html(frame, 'p', { class: 'chart-quiet', role: 'status' });
          const tools = html(figure, 'div', { class: 'chart-tools', role: 'group', 'aria-label': 'Zoom' });
          figure.insertBefore(tools, frame);
          s.tools = [['−', 'Zoom out (−)', () => zoom(s, 2)], ['+', 'Zoom in (+)', () => zoom(s, .5)],
            ['↺', 'Show all (0)', () => reset(s)]].map(([text, title, act]) => {
            const b = html(tools, 'button', { type: 'button', title, 'aria-label': title }, text);
            on(b, 'click', act);
            return b;
          });
          drawLegend(s);
          draw(s);
          charts.set(s.chart.id, s);
          on(frame, 'keydown', e => onKey(s, e));
          on(frame, 'blur', () => hide(s));
          on(svg, 'wheel', e => onWheel(s, e));
          on(svg, 'pointerdown', e => onDown(s, e));
          on(svg, 'pointermove', e => onMove(s, e));
          on(svg, 'pointerup', e => onUp(s, e));
          on(svg, 'pointercancel', e => onUp(s, e));
          on(svg, 'pointerleave', () => s.drag || hide(s));
          on(svg, 'dblclick', () => reset(s));
          on(figure, 'toggle', () => drawTable(s));
          if (window.ResizeObserver) new ResizeObserver(() => {
            if (frame.clientWidth && round(frame.clientWidth) !== s.lay.width) draw(s);
          }).observe(frame);
        };
        const attach = (root = document) => {
          for (const figure of root.querySelectorAll('figure.chart')) attachOne(figure);
        };
        // New numbers for a figure. A view that was zoomed to the newest goes along with them.
        const update = (id, data) => {
          const s = charts.get(id);
          if (!s) return false;
          const x = s.view.x, last = s.full[1], follows = x && x[1] >= last - (x[1] - x[0]) * 1e-6;
          prepared(s, { ...s.raw, ...data });
          s.source.textContent = JSON.stringify(s.raw);
          s.stale = true;
          drawLegend(s);
          drawTable(s);
          const pointer = s.at && [s.at.x, s.at.y];
          draw(s);
          if (follows) pan(s, (s.full[1] - x[1]) / (x[1] - x[0]));
          if (pointer && !s.drag) show(s, ...pointer);
          return true;
        };
        const get = id => {
          const s = charts.get(id);
          return s && { data: s.raw, x: s.lay.x.span, y: s.lay.y.span, zoomed: !!(s.view.x || s.view.y),
            hidden: [...s.off] };
        };
        window.glasslabCharts = { attach, update, get };
        attach();
        """#
}

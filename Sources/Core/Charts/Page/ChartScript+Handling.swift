extension ChartScript {
    /// Zooms and pans by wheel, drag, pinch and keys.
    static let handling = #"""
        const bend = s => isLog(s.chart.x) ? [log, exp] : [v => v, v => v];
        // Shows a range of x, given as the axis lies, moved into what there is; all of it is no zoom.
        const look = (s, lower, upper) => {
          const [to, from] = bend(s), [first, last] = s.full.map(to), all = last - first;
          const least = max(all * 1e-6, abs(last) * 1e-9), width = clamp(upper - lower, min(least, all), all);
          const middle = (lower + upper) / 2, start = clamp(middle - width / 2, first, last - width);
          s.view.x = width > all * .9999 ? null : [start, start + width].map(from);
          draw(s);
        };
        const zoom = (s, factor, share = .5) => {
          const [lower, upper] = s.lay.x.span.map(bend(s)[0]), at = lower + share * (upper - lower);
          look(s, at - (at - lower) * factor, at + (upper - at) * factor);
        };
        const pan = (s, share) => {
          const [lower, upper] = s.lay.x.span.map(bend(s)[0]), by = share * (upper - lower);
          if (s.view.x) look(s, lower + by, upper + by);
        };
        const reset = s => {
          s.view = {};
          draw(s);
        };
        const onKey = (s, e) => {
          if (e.ctrlKey || e.metaKey || e.altKey) return;
          const way = { ArrowLeft: -1, ArrowRight: 1 }[e.key], other = { ArrowUp: -1, ArrowDown: 1 }[e.key];
          if (way && s.view.x && !e.shiftKey) {
            const x = s.at ? s.at.x : (s.lay.left + s.lay.right) / 2, y = s.at ? s.at.y : s.lay.top;
            pan(s, way / 10);
            show(s, x, y, true);
          } else if (way) step(s, way, 0);
          else if (other) step(s, 0, other);
          else if (e.key === '+' || e.key === '=') zoom(s, .5);
          else if (e.key === '-' || e.key === '_') zoom(s, 2);
          else if (e.key === '0') reset(s);
          else if (e.key === 'Escape' && !s.tip.hidden) hide(s);
          else return;
          e.preventDefault();
        };
        const at = (s, e) => {
          const r = s.svg.getBoundingClientRect(), k = s.lay.width / (r.width || 1);
          return [(e.clientX - r.x) * k, (e.clientY - r.y) * k];
        };
        const shareAt = (s, x) => clamp((x - s.lay.left) / (s.lay.right - s.lay.left), 0, 1);
        // The wheel scrolls the page until the chart has the focus; with Ctrl, or a pinch on a trackpad, it zooms.
        const onWheel = (s, e) => {
          const mine = e.ctrlKey || e.metaKey || s.frame.contains(document.activeElement);
          if (!mine) return;
          const sideways = abs(e.deltaX) > abs(e.deltaY) ? e.deltaX : e.shiftKey ? e.deltaY : 0;
          if (!sideways && e.deltaY > 0 && !s.view.x && !e.ctrlKey && !e.metaKey) return;
          e.preventDefault();
          if (sideways) pan(s, clamp(sideways / s.lay.width, -1, 1));
          else zoom(s, 2 ** clamp(e.deltaY / (e.ctrlKey ? 100 : 300), -1, 1), shareAt(s, at(s, e)[0]));
        };
        const onDown = (s, e) => {
          if (e.button) return;
          const [x, y] = at(s, e);
          s.fingers.set(e.pointerId, [x, y]);
          s.drag = s.fingers.size === 1 ? { x, y, view: s.lay.x.span, y0: s.lay.y.span, select: e.pointerType !== 'touch'
            && (e.shiftKey || !(s.view.x || s.view.y)) } : null;
          if (e.pointerType !== 'touch' || s.view.x) s.svg.setPointerCapture(e.pointerId);
        };
        const onMove = (s, e) => {
          const [x, y] = at(s, e), was = s.fingers.get(e.pointerId), { lay, drag } = s;
          if (!was) return show(s, x, y);
          if (s.fingers.size === 2) {
            const [other] = [...s.fingers].filter(([id]) => id !== e.pointerId).map(f => f[1]);
            const before = abs(was[0] - other[0]), after = abs(x - other[0]);
            if (before > 20 && after > 20) zoom(s, before / after, shareAt(s, other[0]));
          } else if (drag && drag.select) {
            const tall = abs(y - drag.y) > 40 && !s.chart.y.names.length;
            drag.box = [min(x, drag.x), max(x, drag.x)].map(v => clamp(v, lay.left, lay.right));
            drag.tall = tall && [max(y, drag.y), min(y, drag.y)].map(v => clamp(v, lay.top, lay.bottom));
            hide(s);
            const [bottom, top] = drag.tall || [lay.bottom, lay.top];
            path(s.over, 'box', box(drag.box[0], top, drag.box[1], bottom));
          } else if (drag) {
            const wide = lay.right - lay.left, [lower, upper] = drag.view.map(bend(s)[0]);
            const by = (drag.x - x) / wide * (upper - lower);
            if (s.view.y) {
              const a = { ...lay.y, span: drag.y0 }, away = y - drag.y;
              s.view.y = [numberAt(a, lay.bottom - away), numberAt(a, lay.top - away)];
            }
            if (s.view.x) look(s, lower + by, upper + by);
            else draw(s);
          }
          s.fingers.set(e.pointerId, [x, y]);
        };
        const onUp = (s, e) => {
          const { drag, lay } = s;
          s.fingers.delete(e.pointerId);
          s.drag = null;
          if (e.type === 'pointercancel' || !drag || !drag.box) return;
          hide(s);
          if (drag.box[1] - drag.box[0] < 8) return;
          if (drag.tall) s.view.y = drag.tall.map(v => numberAt(lay.y, v));
          look(s, ...drag.box.map(v => bend(s)[0](numberAt(lay.x, v))));
        };
        """#
}

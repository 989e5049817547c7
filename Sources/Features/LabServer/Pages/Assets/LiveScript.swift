/// Follows the running runs: one event of `/api/live` after the other, each card and curve drawn anew from it.
///
/// Texts, places and limits are those of ``LiveCard``, ``Spark`` and ``LiveChart``.
enum LiveScript {
    static let text = #"""
        'use strict';
        (() => {
          const SPAN = 120, WIDTH = 240, HEIGHT = 48, STALE = 2, LINES = 8, UNKNOWN = '–';
          const list = document.getElementById('live');
          const blank = document.getElementById('live-card');
          const told = document.getElementById('live-count');
          const link = document.getElementById('live-link');
          const empty = document.getElementById('live-empty');
          const ended = document.getElementById('live-ended');
          const chartBox = document.getElementById('live-chart');
          const runs = new Map();
          let heard = 0;

          const fixed = (value, decimals) => value.toFixed(decimals).replace(/^-(0(\.0*)?)$/, '$1');
          const milliseconds = value => {
            if (value === null || value === undefined) return UNKNOWN;
            const size = Math.abs(value);
            return fixed(value, size < 99.995 ? 2 : size < 999.95 ? 1 : 0);
          };
          const count = value => String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, '\u202F').replace(/^/, value < 0 ? '−' : '');
          const padded = value => String(value).padStart(2, '0');
          const length = seconds => {
            if (!(seconds >= 0 && seconds < 1e9)) return UNKNOWN;
            if (seconds < 99.95) return fixed(seconds, 1) + ' s';
            const whole = Math.round(seconds);
            if (whole < 3600) return Math.floor(whole / 60) + ' min ' + padded(whole % 60) + ' s';
            return Math.floor(whole / 3600) + ' h ' + padded(Math.floor(whole / 60) % 60) + ' min';
          };
          // Text is only written where it has changed: whoever selects or reads it aloud is not disturbed.
          const write = (element, text) => { if (element.textContent !== text) element.textContent = text; };
          const set = (element, name, text) => { if (element.getAttribute(name) !== text) element.setAttribute(name, text); };

          const shortened = name => name.length > 120 ? name.slice(0, 119) + '…' : name;

          const cardOf = run => {
            const found = list.querySelector(`[data-uuid="${CSS.escape(run.uuid)}"]`);
            if (found) return found;
            const card = blank.content.firstElementChild.cloneNode(true);
            card.dataset.uuid = run.uuid;
            const name = card.querySelector('[data-part="name"]');
            name.href = '/runs/' + encodeURIComponent(run.name.length > 80 || run.name.includes('/') ? run.uuid : run.name);
            const bdi = document.createElement('bdi');
            bdi.textContent = shortened(run.name);
            name.replaceChildren(bdi);
            card.querySelector('[data-part="provider"]').textContent = run.provider.slice(0, 64);
            list.append(card);
            return card;
          };

          const merge = (kept, points) => {
            for (const point of points) kept.set(point.t_s, point);
            if (kept.size === 0) return;
            const last = Math.max(...kept.keys());
            for (const key of kept.keys()) if (key <= last - SPAN) kept.delete(key);
          };

          const spark = points => {
            const known = points.filter(point => point.p50_ms !== null);
            if (known.length === 0) return {line: '', band: '', range: ''};
            const last = points[points.length - 1].t_s;
            const least = Math.min(...known.map(point => point.min_ms));
            const greatest = Math.max(...known.map(point => point.max_ms));
            const room = Math.max(greatest - least, 1);
            const x = point => fixed(Math.max(0, (point.t_s - last + SPAN) / SPAN * WIDTH), 1);
            const y = value => fixed((1 - (value - least) / room) * (HEIGHT - 4) + 2, 1);
            const path = places => places.map((place, index) => (index ? 'L' : 'M') + place[0] + ' ' + place[1]).join('');
            let line = '', band = '', row = [];
            const close = () => {
              if (row.length === 0) return;
              line += path(row.map(point => [x(point), y(point.p50_ms)]));
              band += path(row.map(point => [x(point), y(point.max_ms)])
                .concat(row.slice().reverse().map(point => [x(point), y(point.min_ms)]))) + 'Z';
              row = [];
            };
            for (const point of points) {
              if (point.p50_ms === null) close();
              else row.push(point);
            }
            close();
            return {line, band, range: milliseconds(least) + ' to ' + milliseconds(greatest) + ' ms'};
          };

          const draw = run => {
            const card = run.card;
            const part = name => card.querySelector(`[data-part="${name}"]`);
            write(part('elapsed'), length(run.elapsed_s));
            write(part('delay'), milliseconds(run.frame_delay_ms));
            write(part('fps'), fixed(run.fps, 1));
            write(part('dropped'), count(run.dropped));
            write(part('event'), run.event === null ? '' : run.event.slice(0, 120));
            if (run.changed) {
              const curve = spark(run.sorted);
              set(card.querySelector('.spark-line'), 'd', curve.line);
              set(card.querySelector('.spark-band'), 'd', curve.band);
              write(part('range'), curve.range);
              run.changed = false;
            }
          };

          // Grows between events too: a feed that has died is seen.
          const age = () => {
            const since = (performance.now() - heard) / 1000;
            for (const run of runs.values()) {
              const part = run.card.querySelector('[data-part="age"]');
              const seconds = run.age_s === null ? null : run.age_s + since;
              write(part, seconds === null ? 'waiting for the first frame' : fixed(seconds, 1) + ' s old');
              set(part, 'class', seconds !== null && seconds > STALE ? 'stale' : 'fresh');
            }
          };

          const drawChart = () => {
            chartBox.hidden = runs.size === 0;
            if (runs.size === 0 || !window.glasslabCharts) return;
            window.glasslabCharts.update('live-delay', {
              series: coloured().map(run => ({
                name: shortened(run.name), kind: 'line', colour: run.slot,
                x: run.sorted.map(point => point.t_s - run.elapsed_s), y: run.sorted.map(point => point.p50_ms),
                low: run.sorted.map(point => point.min_ms), high: run.sorted.map(point => point.max_ms)
              }))
            });
          };

          // The newest runs, each with a colour that stays its own while it is drawn.
          const coloured = () => {
            const all = Array.from(runs.values()), shown = all.slice(-LINES);
            for (const run of all.slice(0, -LINES)) run.slot = undefined;
            for (const run of shown) {
              const taken = new Set(shown.map(other => other.slot));
              for (let slot = 0; run.slot === undefined; slot++) if (!taken.has(slot)) run.slot = slot;
            }
            for (const run of all) set(run.card, 'class', 'card live-card' + (run.slot === undefined ? '' : ' c' + run.slot));
            return shown;
          };

          const leave = run => {
            const item = document.createElement('li');
            const anchor = document.createElement('a');
            anchor.href = run.card.querySelector('[data-part="name"]').getAttribute('href');
            anchor.textContent = shortened(run.name);
            item.append(anchor, ' after ' + length(run.elapsed_s));
            ended.querySelector('ul').prepend(item);
            ended.hidden = false;
            run.card.remove();
          };

          const tellCount = () => {
            const size = runs.size;
            write(told, size === 0 ? 'No run is being measured.' : size === 1 ? '1 run.' : size + ' runs.');
            empty.hidden = size > 0;
            document.title = (size ? 'Live (' + size + ')' : 'Live') + ' · Glasslab';
            const place = document.querySelector('nav a[href="/live"]');
            let badge = place.querySelector('.badge');
            if (!badge && size) {
              badge = document.createElement('span');
              badge.className = 'badge';
              place.append(' ', badge);
            }
            if (badge) {
              badge.hidden = size === 0;
              if (!badge.firstChild || badge.firstChild.textContent !== String(size)) badge.textContent = size;
            }
          };

          const take = snapshot => {
            heard = performance.now();
            const seen = new Set();
            for (const fresh of snapshot.runs) {
              seen.add(fresh.uuid);
              const old = runs.get(fresh.uuid);
              const run = Object.assign(old || {kept: new Map(), card: cardOf(fresh), sorted: [], changed: true}, fresh);
              if (fresh.points.length > 0) {
                merge(run.kept, fresh.points);
                run.sorted = Array.from(run.kept.values()).sort((a, b) => a.t_s - b.t_s);
                run.changed = true;
              }
              delete run.points;
              runs.set(fresh.uuid, run);
              draw(run);
            }
            for (const [uuid, run] of runs) {
              if (seen.has(uuid)) continue;
              runs.delete(uuid);
              leave(run);
            }
            for (const card of list.querySelectorAll('.live-card')) {
              if (!runs.has(card.dataset.uuid)) card.remove();
            }
            tellCount();
            age();
            drawChart();
          };

          const feed = new EventSource(list.dataset.feed);
          feed.addEventListener('snapshot', event => {
            for (const run of runs.values()) run.kept.clear();
            take(JSON.parse(event.data));
          });
          feed.addEventListener('update', event => take(JSON.parse(event.data)));
          feed.onopen = () => write(link, '');
          feed.onerror = () => {
            write(link, 'The connection is lost; trying again.');
            // Refused, it is closed for good: the page itself says why, or where to sign in.
            if (feed.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
          };
          addEventListener('pagehide', () => feed.close());
          addEventListener('pageshow', event => { if (event.persisted) location.reload(); });
          setInterval(age, 250);
        })();

        """#
}

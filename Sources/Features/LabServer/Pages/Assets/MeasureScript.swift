/// How the measurements that were started from here stand, told anew each second while one runs.
///
/// A section with `data-follow` looks for further ones all the time, and shows so many of the newest.
enum MeasureScript {
    static let text = """
        'use strict';
        (() => {
          const section = document.getElementById('measurements');
          const isBusy = () => section.querySelector('[data-state="running"], [data-state="stopping"]') !== null;
          if (!section) return;
          const follows = 'follow' in section.dataset;
          const limit = follows ? Number(section.dataset.follow) : Infinity;
          if (!follows && !isBusy()) return;

          const replace = async () => {
            const response = await fetch('/measure', {headers: {accept: 'text/html'}});
            if (!response.ok) return;
            const page = new DOMParser().parseFromString(await response.text(), 'text/html');
            const fresh = page.getElementById('measurements');
            if (!fresh) return;
            // The newest first: what is new goes to the top, the oldest of it to begin with.
            for (const card of Array.from(fresh.querySelectorAll('.measurement')).slice(0, limit).reverse()) {
              const old = section.querySelector(`[data-number="${Number(card.dataset.number)}"]`);
              if (!old) section.querySelector('h2').after(card);
              // What has the focus, or is open, stays until something has changed.
              else if (old.dataset.state !== card.dataset.state || !old.querySelector(':focus')) take(old, card);
            }
            for (const card of Array.from(section.querySelectorAll('.measurement')).slice(limit)) card.remove();
            section.hidden = section.querySelector('.measurement') === null;
          };

          const take = (old, card) => {
            const details = old.querySelector('details');
            const now = card.querySelector('details');
            if (details && now && details.open) now.open = true;
            if (old.innerHTML !== card.innerHTML) old.replaceWith(card);
          };

          const again = async () => {
            // A server that is gone for a moment is asked again.
            try { if (!document.hidden) await replace(); } catch (error) { /* next time */ }
            if (follows || isBusy()) setTimeout(again, isBusy() ? 1000 : 2000);
          };
          setTimeout(again, 1000);
        })();

        """
}

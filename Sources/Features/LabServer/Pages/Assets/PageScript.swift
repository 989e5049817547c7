/// What all pages do where scripts run; without it they work too, with a click more.
enum PageScript {
    static let text = """
        'use strict';
        (() => {
          // The key that a field names takes one to it, unless one is typing.
          document.addEventListener('keydown', event => {
            if (event.ctrlKey || event.metaKey || event.altKey) return;
            if (event.target.closest('input, select, textarea, [contenteditable]')) return;
            for (const field of document.querySelectorAll('[data-key]')) {
              if (field.dataset.key !== event.key) continue;
              event.preventDefault();
              field.focus();
              field.select();
            }
          });

          // A chosen filter is used at once.
          for (const form of document.querySelectorAll('form.filters')) {
            form.addEventListener('change', event => {
              if (event.target.matches('select')) form.requestSubmit();
            });
          }

          // How many runs are ticked, and whether they can be compared.
          for (const form of document.querySelectorAll('form.runs')) {
            const button = form.querySelector('button.main');
            const told = form.querySelector('.chosen');
            const ticks = Array.from(form.querySelectorAll('input[name="run"]'));
            let last = -1;
            const tell = () => {
              const count = ticks.filter(tick => tick.checked).length;
              button.disabled = count === 0;
              button.textContent = count === 1 ? 'Open' : 'Compare';
              told.textContent = count === 0 ? 'Tick two or more runs.' : count === 1 ? '1 run ticked.'
                : count + ' runs ticked.';
              for (const tick of ticks) tick.closest('tr').classList.toggle('ticked', tick.checked);
            };
            form.addEventListener('change', tell);
            form.addEventListener('click', event => {
              const index = ticks.indexOf(event.target);
              if (index < 0) return;
              if (event.shiftKey && last >= 0) {
                const ends = [Math.min(last, index), Math.max(last, index)];
                for (let i = ends[0]; i <= ends[1]; i++) ticks[i].checked = event.target.checked;
                tell();
              }
              last = index;
            });
            window.addEventListener('pageshow', tell);
            tell();
          }

          // A form that changes something is sent once.
          for (const form of document.querySelectorAll('form[method="post"]')) {
            form.addEventListener('submit', () => {
              for (const button of form.querySelectorAll('button')) button.disabled = true;
            });
            window.addEventListener('pageshow', () => {
              for (const button of form.querySelectorAll('button')) button.disabled = false;
            });
          }
        })();

        """
}

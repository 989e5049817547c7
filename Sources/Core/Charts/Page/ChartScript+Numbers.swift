/// The page's script, in parts; each is plain JavaScript within one function of the whole.
enum ChartScript {
    /// Numbers as text, as `NumberWords` writes them.
    static let numbers = #"""
        const { abs, exp, floor, hypot, log, log10, max, min, round, ceil } = Math;
        const clamp = (v, a, b) => min(max(v, a), b);
        const px = v => floor(clamp(v, -1e5, 1e5) * 10 + .5) / 10 || 0;
        const power = n => +('1e' + n);
        const cut = (text, most) => {
          const all = [...text];
          return all.length > most ? all.slice(0, most - 1).join('') + '…' : text;
        };
        const fixed = (v, decimals) => {
          const [whole, rest] = abs(v).toFixed(decimals).split('.');
          const text = whole.replace(/\B(?=(\d{3})+$)/g, ',') + (rest ? '.' + rest : '');
          return (v < 0 && /[1-9]/.test(text) ? '-' : '') + text;
        };
        const words = v => {
          const size = abs(v);
          if (size >= 1e15 || (v && size < 1e-9)) return String(v);
          if (!v) return '0';
          const text = fixed(v, clamp(6 - floor(log10(size)), 0, 9));
          return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
        };
        const unit = size => size >= 1e9 ? [1e9, 'G'] : size >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
        const tickText = (v, step, largest) => {
          const [divisor, letter] = largest >= 1e5 ? unit(largest) : [1, ''];
          const decimals = -floor(log10(step / divisor) + 1e-9);
          if (decimals > 3 && divisor > 1) return words(v);
          if (decimals > 9 || largest / divisor >= 1e9) return String(v);
          return fixed(v / divisor, max(decimals, 0)) + (v ? letter : '');
        };
        const alone = v => {
          if (v < 1e4) return words(v);
          const [divisor, letter] = unit(v);
          return words(v / divisor) + letter;
        };
        const instant = v => new Date(round(clamp(v, -9e9, 9e9) * 1e3)).toISOString().slice(0, 23)
          .replace('T', ' ');
        """#
}

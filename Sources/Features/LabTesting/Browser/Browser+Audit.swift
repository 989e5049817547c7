extension Browser {
    /// What the page wrote to its console, or the browser about it.
    public struct ConsoleEntry: Decodable, Sendable, Hashable, CustomStringConvertible {
        /// `SEVERE` for errors, also of the network and of the content security policy; else `WARNING`, `INFO`, `DEBUG`.
        public var level: String
        /// Where and what.
        public var message: String

        /// Both in one line.
        public var description: String { "\(level) \(message)" }
    }

    /// One place where Tab stops.
    public struct TabStop: Decodable, Sendable, Hashable {
        /// The element: tag, id and what it is called.
        public var name: String
        /// Whether something shows that it has the focus.
        public var isShown: Bool
        /// Whether it lies within the window.
        public var isInView: Bool
    }

    /// What came to the console since it was last asked for.
    public func takeConsole() async throws -> [ConsoleEntry] {
        try await ask("/se/log", #"{"type":"browser"}"#, as: [ConsoleEntry].self)
    }

    /// The errors and warnings that came to the console since it was last asked for.
    public func takeConsoleComplaints() async throws -> [ConsoleEntry] {
        try await takeConsole().filter { ["SEVERE", "WARNING"].contains($0.level) }
    }

    /// What reaches over the right edge, so that the whole page could be scrolled sideways.
    /// - Returns: elements outermost first; empty for a page that fits.
    public func elementsTooWide() async throws -> [String] {
        try await value(
            """
            const wide=document.documentElement.clientWidth, found=[];
            if (document.documentElement.scrollWidth<=wide) return found;
            for (const e of document.body.querySelectorAll('*')) {
              const box=e.getBoundingClientRect();
              if (box.right>wide+1&&box.width>0&&found.length<10)
                found.push(e.tagName+(e.id?'#'+e.id:'')+(e.className&&e.className.baseVal===undefined?'.'+e.className:'')
                  +' '+Math.round(box.right));
            }
            return found.length?found:['the page itself '+document.documentElement.scrollWidth];
            """,
            as: [String].self
        )
    }

    /// Presses Tab from the page's beginning until the focus leaves the page or comes back to where it was first.
    ///
    /// - Parameter limit: stops at most.
    /// - Returns: where it stopped, in order.
    /// - Throws: what the browser refuses.
    public func tabStops(limit: Int = 200) async throws -> [TabStop] {
        try await run(
            """
            document.body.tabIndex=-1;document.body.focus();document.body.removeAttribute('tabindex');scrollTo(0,0);
            for (const e of document.querySelectorAll('[data-met]')) delete e.dataset.met;
            """
        )
        var stops: [TabStop] = []
        while stops.count < limit {
            try await press(.tab)
            guard let stop = try await value(Self.stopScript, as: TabStop?.self) else { break }
            stops.append(stop)
        }
        return stops
    }

    /// What can be used with a mouse but was not among the stops of ``tabStops(limit:)`` just before.
    public func elementsWithoutTabStop() async throws -> [String] {
        try await value(
            """
            const all=document.querySelectorAll('a[href],button,input,select,textarea,summary,[tabindex],[onclick]');
            return Array.from(all).filter(e=>!e.dataset.met&&!e.disabled&&e.tabIndex>=0&&e.type!=='hidden'
              &&!(e.type==='radio'&&document.querySelector(`input[name="${e.name}"][data-met]`))
              &&e.checkVisibility({visibilityProperty:true}))
              .map(e=>e.tagName+(e.id?'#'+e.id:'')+' '+(e.textContent||e.value||'').trim().slice(0,40));
            """,
            as: [String].self
        )
    }

    private static let stopScript = """
        const e=document.activeElement;
        if (!e||e===document.body||e===document.documentElement||e.dataset.met) return null;
        e.dataset.met='1';
        const s=getComputedStyle(e), box=e.getBoundingClientRect();
        const ring=(s.outlineStyle!=='none'&&parseFloat(s.outlineWidth)>0)||s.boxShadow!=='none';
        return {name:e.tagName.toLowerCase()+(e.id?'#'+e.id:'')+' '
            +(e.getAttribute('aria-label')||e.textContent||e.value||'').trim().slice(0,60),
          isShown:ring,isInView:box.bottom>0&&box.top<innerHeight&&box.right>0&&box.left<innerWidth};
        """
}

internal import LabModel

/// The page at `/`: addresses, how to play them, and live figures; self-contained.
enum StreamPage {
    /// The page's HTML.
    static func html(_ description: StreamDescription) -> String {
        let facts =
            "\(description.codec.rawValue), \(description.width)x\(description.height) at \(description.fps) fps, "
            + "\(description.bitrateBps / 1_000) kbit/s, stream \(description.streamID)"
        return """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Glasslab streamer</title>
            <meta name="viewport" content="width=device-width">
            <style>
            body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
            color:#1b2733;background:#f6f8fa}
            h1{font-size:1.5rem}code{background:#e4eaf0;padding:.1em .4em;border-radius:4px}
            table{border-collapse:collapse;width:100%}td{border-top:1px solid #d5dde5;padding:.35rem .5rem}
            td:last-child{text-align:right;font-variant-numeric:tabular-nums}
            </style></head><body>
            <h1>Glasslab streamer</h1>
            <p>\(facts)</p>
            <p>Every frame carries a mark that says when it was made. Play it:</p>
            <p><code>ffplay -fflags nobuffer -flags low_delay <span class="u"></span>/live.ts</code></p>
            <p>Measure it:</p>
            <p><code>receiver <span class="u"></span>/live.ts</code></p>
            <table id="figures"></table>
            <p><a href="/live.ts">/live.ts</a> · <a href="/stream">/stream</a> · <a href="/clock">/clock</a> ·
            <a href="/metrics">/metrics</a> · <a href="/healthz">/healthz</a> ·
            <a href="/get_params">/get_params</a> · <a href="/ping">/ping</a></p>
            <script>
            document.querySelectorAll('.u').forEach(e=>e.textContent=location.origin);
            const rows=[['frames_total','frames'],['viewers','viewers'],['late_total','late frames'],
            ['skipped_total','skipped ticks'],['encode_seconds{quantile="0.5"}','time to make a frame, s'],
            ['lateness_seconds{quantile="0.95"}','lateness p95, s'],['uptime_seconds','running for, s']];
            async function show(){
            const text=await (await fetch('/metrics')).text();
            const value=n=>(text.split('\\n').find(l=>l.startsWith('glasslab_streamer_'+n+' '))||' –').split(' ').pop();
            document.getElementById('figures').innerHTML=
            rows.map(r=>'<tr><td>'+r[1]+'</td><td>'+value(r[0])+'</td></tr>').join('');}
            setInterval(()=>show().catch(()=>{}),1000);show().catch(()=>{});
            </script></body></html>

            """
    }
}

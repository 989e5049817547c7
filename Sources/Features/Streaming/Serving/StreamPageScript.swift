/// What the page at `/` does in a browser.
///
/// Plays `/live.mp4` through a media source and keeps near its end; without one, or when that fails, HLS where the browser
/// plays it by itself, else JPEG pictures. A connection that ends while the streamer still serves was cut off, because
/// this viewer was too slow for it.
enum StreamPageScript {
    static let text = player + "\n" + figures

    private static let player = """
        const video=document.getElementById('player'),state=document.getElementById('state');
        const say=t=>{state.textContent=t;};
        function playPictures(){const image=new Image();image.id='player';image.src='/live.mjpeg';
        video.replaceWith(image);say('playing /live.mjpeg');}
        function playSegments(){
        if(!video.dataset.codecs||!video.canPlayType('application/vnd.apple.mpegurl'))return playPictures();
        video.onerror=playPictures;video.src='/hls/stream.m3u8';say('playing /hls/stream.m3u8');}
        function nearTheEnd(){const b=video.buffered;if(!b.length)return;
        const end=b.end(b.length-1);
        if(video.currentTime<b.start(b.length-1)||end-video.currentTime>1)video.currentTime=Math.max(0,end-.1);
        if(video.paused&&video.autoplay)video.play().catch(()=>{});}
        async function over(){await new Promise(r=>setTimeout(r,1000));
        const isOn=await fetch('/healthz').then(r=>r.ok,()=>false);
        say(isOn?'cut off: this player fell too far behind ':'the stream has ended ');
        const again=document.createElement('button');again.textContent='watch again';
        again.onclick=()=>location.reload();state.append(again);}
        async function playFragments(type){
        const source=new MediaSource();video.src=URL.createObjectURL(source);
        await new Promise(r=>source.addEventListener('sourceopen',r,{once:true}));
        const buffer=source.addSourceBuffer(type),settled=()=>new Promise((r,f)=>{
        buffer.addEventListener('updateend',r,{once:true});buffer.addEventListener('error',f,{once:true});});
        const reader=(await fetch('/live.mp4')).body.getReader();say('playing /live.mp4');
        video.onpause=()=>{video.autoplay=false;};video.onplay=()=>{video.autoplay=true;};
        for(;;){const {done,value}=await reader.read();if(done)break;
        let wait=settled();buffer.appendBuffer(value);await wait;nearTheEnd();
        if(video.currentTime>30&&buffer.buffered.length&&buffer.buffered.start(0)<video.currentTime-30){
        wait=settled();buffer.remove(0,video.currentTime-10);await wait;}}
        source.endOfStream();await over();}
        const type='video/mp4; codecs="'+video.dataset.codecs+'"';
        if(video.dataset.codecs&&window.MediaSource&&MediaSource.isTypeSupported(type))playFragments(type).catch(playSegments);
        else playSegments();
        document.querySelectorAll('.u').forEach(e=>{e.textContent=location.origin+e.textContent;});
        document.querySelectorAll('button').forEach(b=>{b.onclick=()=>{const code=b.previousElementSibling;
        if(navigator.clipboard)navigator.clipboard.writeText(code.textContent).then(()=>{b.textContent='copied';});
        else getSelection().selectAllChildren(code);};});
        """

    private static let figures = """
        const rows=[['frames_total','frames'],['viewers','viewers'],['late_total','late frames'],
        ['skipped_total','skipped ticks'],['encode_seconds{quantile="0.5"}','time to make a frame, s'],
        ['lateness_seconds{quantile="0.95"}','lateness p95, s'],['uptime_seconds','running for, s']];
        async function show(){
        const text=await (await fetch('/metrics')).text();
        const value=n=>(text.split('\\n').find(l=>l.startsWith('glasslab_streamer_'+n+' '))||' –').split(' ').pop();
        document.getElementById('figures').innerHTML=
        rows.map(r=>'<tr><td>'+r[1]+'</td><td>'+value(r[0])+'</td></tr>').join('');}
        setInterval(()=>show().catch(()=>{}),1000);show().catch(()=>{});
        """
}

import LabModel

/// The text of nginx's configuration.
struct NginxConfiguration {
    var settings: NginxServer.Settings
    var folder: String

    /// What the file of users holds; nil where anybody may put.
    var users: String? {
        let parts = settings.putCredentials?.split(separator: ":", maxSplits: 1) ?? []
        return parts.count == 2 ? "\(parts[0]):{PLAIN}\(parts[1])\n" : nil
    }

    /// The whole file.
    var text: String {
        """
        load_module /usr/lib/nginx/modules/ngx_rtmp_module.so;
        \(isEncrypted ? "load_module /usr/lib/nginx/modules/ngx_stream_module.so;" : "")
        daemon off;
        user root;
        worker_processes 1;
        pid \(folder)/nginx.pid;
        error_log stderr info;
        events { worker_connections 256; }
        \(rtmp)
        \(http)
        \(isEncrypted ? encrypted : "")

        """
    }

    private var isEncrypted: Bool {
        settings.certificate != nil
    }

    private var keys: String {
        "ssl_certificate \(folder)/certificate.pem; ssl_certificate_key \(folder)/key.pem;"
    }

    /// RTMP by TLS, which its module does not speak.
    private var encrypted: String {
        """
        stream {
          server {
            listen 127.0.0.1:\(settings.rtmpsPort ?? 0) ssl;
            \(keys)
            proxy_pass 127.0.0.1:\(settings.rtmpPort ?? 0);
          }
        }
        """
    }

    private var rtmp: String {
        """
        rtmp {
          access_log off;
          server {
            listen 127.0.0.1:\(settings.rtmpPort ?? 0);
            chunk_size 4096;
            application live {
              live on;
              record off;
              \(settings.allowsPublishing ? "allow" : "deny") publish all;
              hls on;
              hls_path \(folder)/hls;
              hls_fragment \(milliseconds(settings.fragment));
              hls_playlist_length \(milliseconds(settings.playlistLength));
              hls_cleanup on;
              \(ladder)
              dash on;
              dash_path \(folder)/dash;
              dash_fragment \(milliseconds(settings.fragment));
              dash_playlist_length \(milliseconds(settings.playlistLength));
            }
          }
        }
        """
    }

    private var ladder: String {
        settings.ladder.map { "hls_variant \($0.suffix) BANDWIDTH=\($0.bandwidth.bitsPerSecond);" }
            .joined(separator: "\n      ")
    }

    private var http: String {
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map { "\($0)_temp_path \(folder)/tmp;" }
        let guarded = users == nil ? "" : "auth_basic lab; auth_basic_user_file \(folder)/users;"
        return """
            http {
              include /etc/nginx/mime.types;
              types { application/dash+xml mpd; video/mp4 m4s m4v; application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
              access_log /dev/stderr;
              \(temporary.joined(separator: " "))
              server {
                listen 127.0.0.1:\(settings.httpPort ?? 0);
                \(isEncrypted ? "listen 127.0.0.1:\(settings.httpsPort ?? 0) ssl; \(keys)" : "")
                add_header Cache-Control no-cache;
                add_header Access-Control-Allow-Origin *;
                location /hls/ { alias \(folder)/hls/; }
                location /dash/ { alias \(folder)/dash/; }
                location /stat { rtmp_stat all; }
                location /put/ {
                  \(guarded)
                  alias \(folder)/put/;
                  dav_methods PUT DELETE;
                  create_full_put_path on;
                  client_max_body_size 64m;
                }
              }
            }
            """
    }

    private func milliseconds(_ length: Latency) -> String {
        "\(max(1, length.nanoseconds / 1_000_000))ms"
    }
}

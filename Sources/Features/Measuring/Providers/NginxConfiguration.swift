import LabModel

/// What the private nginx is told.
struct NginxConfiguration {
    var module: String
    var ports: (rtmp: Int, http: Int)
    /// How long a segment is.
    var fragment: Latency

    /// How many segments a playlist holds.
    private static let listed = 6

    /// The text of `nginx.conf`.
    ///
    /// - Parameters:
    ///   - folder: nginx's own.
    ///   - isRoot: whether it is started by root: its workers stay root then, because nobody else may enter the folder.
    /// - Returns: the whole file.
    func text(folder: String, isRoot: Bool) -> String {
        let folder = Self.quoted(folder)
        let length = Int(fragment.milliseconds.rounded(.up))
        return """
            load_module \(Self.quoted(module));
            daemon off;
            \(isRoot ? "user root;" : "")
            worker_processes 1;
            pid \(folder)/nginx.pid;
            error_log stderr error;
            events { worker_connections 256; }
            rtmp {
              access_log off;
              server {
                listen 127.0.0.1:\(ports.rtmp);
                chunk_size 4096;
                application live {
                  live on;
                  record off;
                  hls on;
                  hls_path \(folder)/hls;
                  hls_fragment \(length)ms;
                  hls_playlist_length \(length * Self.listed)ms;
                  hls_cleanup on;
                }
              }
            }
            http {
              access_log off;
              client_body_temp_path \(folder)/temp;
              proxy_temp_path \(folder)/temp;
              fastcgi_temp_path \(folder)/temp;
              uwsgi_temp_path \(folder)/temp;
              scgi_temp_path \(folder)/temp;
              types { application/vnd.apple.mpegurl m3u8; video/mp2t ts; }
              server {
                listen 127.0.0.1:\(ports.http);
                location /hls/ { alias \(folder)/hls/; add_header Cache-Control no-cache; }
              }
            }

            """
    }

    /// Escaped for a place in the file: a temporary folder may have a strange name.
    private static func quoted(_ path: String) -> String {
        path.map { " \\;{}\"'$#".contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }
}

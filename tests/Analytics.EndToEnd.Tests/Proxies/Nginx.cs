using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Analytics.EndToEnd.Tests.Proxies;

/// <summary>
/// Debian's nginx before the product, as docs/operations.md says: a site's own page, and the product under <c>/stats/</c>. Without it the
/// tests are skipped with a message, but fail where browsers are required.
/// </summary>
internal sealed class Nginx : IAsyncDisposable
{
    public const string Host = "shop.test";
    private readonly Process _process;
    private readonly DirectoryInfo _folder;

    private Nginx(Process process, DirectoryInfo folder, int port) => (_process, _folder, Port) = (process, folder, port);

    public int Port { get; }

    /// <param name="product">Where the product listens.</param>
    /// <param name="takesOff">Whether the product gets paths without <c>/stats</c>.</param>
    public static async Task<Nginx> StartAsync(Uri product, bool takesOff)
    {
        string? program = Array.Find(["/usr/sbin/nginx", "/usr/bin/nginx"], File.Exists);
        if (program is null)
        {
            Assert.False(Environment.GetEnvironmentVariable("ANALYTICS_BROWSER") == "required", "nginx must be installed where ANALYTICS_BROWSER is 'required': apt-get install nginx-light.");
            Assert.Skip("nginx is not installed: apt-get install nginx-light.");
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("nginx-");
        File.WriteAllText(Path.Combine(folder.FullName, "index.html"), $"""
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Shop</title>
            <script defer data-domain="{Host}" src="/stats/js/script.js"></script></head><body><h1>Shop</h1></body></html>
            """);
        int port = FreePort();
        string file = Path.Combine(folder.FullName, "nginx.conf");
        File.WriteAllText(file, $$"""
            daemon off;
            user root; # of a root; anyone else runs its worker as themselves, and is warned
            pid {{folder.FullName}}/pid;
            error_log stderr;
            worker_processes 1;
            events { worker_connections 64; }
            http {
                access_log off;
                types { text/html html; }
                client_body_temp_path {{folder.FullName}}/body;
                proxy_temp_path {{folder.FullName}}/proxy;
                fastcgi_temp_path {{folder.FullName}}/fastcgi;
                uwsgi_temp_path {{folder.FullName}}/uwsgi;
                scgi_temp_path {{folder.FullName}}/scgi;
                server {
                    listen 127.0.0.1:{{port}};
                    root {{folder.FullName}};
                    location /stats/ {
                        proxy_pass {{product.GetLeftPart(UriPartial.Authority)}}{{(takesOff ? "/" : "")}};
                        proxy_http_version 1.1;
                        proxy_set_header Host $host:$server_port;
                        proxy_set_header X-Forwarded-For $remote_addr;
                        proxy_set_header X-Forwarded-Proto $scheme;
                    }
                }
            }
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(folder.FullName, (UnixFileMode)0b111_101_101); // its worker is another user
        }

        var process = Process.Start(new ProcessStartInfo(program, ["-p", folder.FullName, "-c", file, "-e", "stderr"]) { RedirectStandardError = true })!;
        var nginx = new Nginx(process, folder, port);
        for (int tries = 0; tries < 100 && !process.HasExited; tries++)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port);
                return nginx;
            }
            catch (SocketException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"nginx does not listen: {(process.HasExited ? await process.StandardError.ReadToEndAsync() : "no end of waiting")}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

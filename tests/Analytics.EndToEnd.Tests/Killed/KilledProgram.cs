using Analytics.Engine.Tables;
using Analytics.Functions.Configuration;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Analytics.Functions.Hosting;
using Analytics.Engine;

namespace Analytics.EndToEnd.Tests.Killed;

/// <summary>The program in a process of its own, on a database that outlives it: killed without warning and started again.</summary>
internal sealed class KilledProgram(LocalDynamo dynamo, TableNames tables) : IDisposable
{
    public const string Key = "killed-program-key-0123456789";
    private readonly int _port = FreePort();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    /// <summary>Does not wait until it is ready.</summary>
    public void Start()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(Settings).Assembly.Location])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Repository.Root,
        };
        start.Environment["DYNAMODB_ENDPOINT"] = dynamo.Endpoint.ToString();
        start.Environment["ANALYTICS_TABLE"] = tables.Events;
        start.Environment["ANALYTICS_SALTS_TABLE"] = tables.Salts;
        start.Environment["ANALYTICS_BOOTSTRAP_KEY"] = Key;
        start.Environment["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");
        _process = Process.Start(start)!;
        _process.BeginOutputReadLine(); // a full pipe would stop it
        _process.BeginErrorReadLine();
    }

    /// <summary>SIGKILL: it learns nothing of it.</summary>
    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public HttpClient Client()
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, UseProxy = false }) { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        client.DefaultRequestHeaders.Add("Authorization", "Bearer " + Key);
        return client;
    }

    public void Dispose()
    {
        if (_process is { HasExited: false })
        {
            _process.Kill();
        }

        _process?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

using System.CommandLine;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Server;

/// <summary>The options that say which server a command is about, and whether its result is JSON.</summary>
internal sealed class ServerOptions
{
    private readonly Option<string?> _server = new("--server")
    {
        Description = "Address of the server. Default: ANALYTICS_SERVER, else http://127.0.0.1:5080.",
        HelpName = "URL",
    };

    private readonly Option<string?> _key = new("--key")
    {
        Description = "API key. Default: ANALYTICS_KEY (where others cannot read it off the process list).",
        HelpName = "KEY",
    };

    private readonly Option<bool> _json = new("--json") { Description = "The result as JSON." };
    private readonly CommandContext _context;

    /// <summary>Adds the options to a command.</summary>
    public ServerOptions(Command command, CommandContext context)
    {
        _context = context;
        command.Add(_server);
        command.Add(_key);
        command.Add(_json);
    }

    /// <summary>Whether a machine reads the result.</summary>
    public bool Json(ParseResult parsed) => parsed.GetValue(_json);

    /// <summary>The server that the command line or the environment names.</summary>
    /// <exception cref="UsageFault">The address is none, or there is no key.</exception>
    public AnalyticsServer Connect(ParseResult parsed)
    {
        string text = parsed.GetValue(_server) ?? _context.Variable("ANALYTICS_SERVER") ?? "http://127.0.0.1:5080";
        if (!Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https"))
        {
            throw new UsageFault($"--server: '{text}' is no address; give one such as https://stats.example.com.");
        }

        string key = parsed.GetValue(_key) ?? _context.Variable("ANALYTICS_KEY")
            ?? throw new UsageFault("--key: no API key was given; make one in the dashboard (or POST /api/v2/keys) and set ANALYTICS_KEY.");
        return key.All(c => c is > ' ' and < '\x7f')
            ? new AnalyticsServer(address, key, _context)
            : throw new UsageFault("--key: must be printable ASCII without spaces.");
    }
}

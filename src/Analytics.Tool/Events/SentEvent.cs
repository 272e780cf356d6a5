using System.CommandLine;
using System.Text.Json;
using Analytics.Store.Events;
using Analytics.Tool.Server;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Events;

/// <summary>One event that somebody sends by hand: whose it is, and what became of it.</summary>
internal sealed class SentEvent
{
    private const string Somebody = "command-line";

    private readonly Option<string> _site = SiteOption.Create();
    private readonly Option<string> _visitor = new("--visitor")
    {
        Description = $"Your own name for the visitor, which is hashed with the day's salt. Default: {Somebody}.",
        HelpName = "ID",
        DefaultValueFactory = _ => Somebody,
    };

    private readonly Option<string?> _user = new("--user") { Description = "The site's own id of the user; kept only where its 'identification' is on.", HelpName = "ID" };
    private readonly ServerOptions _server;
    private readonly CommandContext _context;

    /// <summary>Adds the options to a command.</summary>
    public SentEvent(Command command, CommandContext context)
    {
        command.Add(_site);
        command.Add(_visitor);
        command.Add(_user);
        (_server, _context) = (new ServerOptions(command, context), context);
    }

    /// <summary>Sends it. Where the answer is lost it is sent again under the same id, and counts once.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="path">The route.</param>
    /// <param name="page">The path or the address of the page.</param>
    /// <param name="members">Writes what the event has besides.</param>
    /// <param name="stop">Cancels it.</param>
    /// <exception cref="ToolFailure">It does not count.</exception>
    public async Task<int> SendAsync(ParseResult parsed, string path, string page, Action<Utf8JsonWriter> members, CancellationToken stop)
    {
        using AnalyticsServer api = _server.Connect(parsed);
        string site = parsed.GetRequiredValue(_site), id = EventId.New().Value;
        string url = await AddressOfAsync(api, site, page, stop);
        JsonElement answer = await api.PostAsync(path, JsonLine.Bytes(json =>
        {
            json.WriteString("site", site);
            json.WriteString("id", id);
            json.WriteString("url", url);
            json.WriteStartObject("visitor");
            json.WriteString("id", parsed.GetRequiredValue(_visitor));
            json.WriteEndObject();
            if (parsed.GetValue(_user) is { } user)
            {
                json.WriteString("userId", user);
            }

            members(json);
        }), stop);
        if (answer.GetProperty("accepted").GetInt32() == 0)
        {
            throw new ToolFailure($"It does not count: {string.Join(", ", answer.GetProperty("dropped").EnumerateArray().Select(drop => drop.GetProperty("reason").GetString()))}. docs/http-api.md says what the reasons mean.");
        }

        _context.Output.Result(_server.Json(parsed) ? JsonLine.Object(json => json.WriteString("eventId", id)) : id);
        return ExitCode.Ok;
    }

    // A path is one of the site's first domain, which only the server knows of a site that is named by its id.
    private static async Task<string> AddressOfAsync(AnalyticsServer api, string site, string page, CancellationToken stop)
    {
        if (Uri.TryCreate(page, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https")
        {
            return page;
        }

        string host = site.Contains('.', StringComparison.Ordinal) ? site : await FirstDomainAsync(api, site, stop);
        return $"https://{host}/{page.TrimStart('/')}";
    }

    private static async Task<string> FirstDomainAsync(AnalyticsServer api, string site, CancellationToken stop)
    {
        try
        {
            return (await api.GetAsync(SiteOption.PathOf(site), stop)).GetProperty("domains")[0].GetString()!;
        }
        catch (ToolFailure failure)
        {
            throw new ToolFailure($"{failure.Message}\nName the site by a domain, or the page by its whole address: to look the domain up takes a key that has the scope stats too.");
        }
    }
}

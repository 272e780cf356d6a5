using System.Globalization;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Functions.Collect.GoatCounter;

/// <summary>A page view or event in GoatCounter's words, as both of its endpoints send it.</summary>
internal sealed record GoatCounterHit
{
    /// <summary>The longest path, in characters.</summary>
    public const int MaxPath = 2048;

    /// <summary>A page's path, or the name of an event.</summary>
    public required string Path { get; init; }
    public bool IsEvent { get; init; }
    public string? Title { get; init; }

    /// <summary>An address, or any words of the page's own: <c>June newsletter</c>.</summary>
    public string? Referrer { get; init; }

    /// <summary>The page's query, with or without a question mark: where the UTM tags are.</summary>
    public string? Query { get; init; }
    public (int? Width, int? Height) Screen { get; init; }

    /// <summary>0, or from 150 on why the browser is taken for a program.</summary>
    public int Bot { get; init; }

    /// <summary>The parameters of <c>/count</c>, or every fault of them.</summary>
    public static (GoatCounterHit? Hit, IReadOnlyList<InputFault> Faults) Parse(QueryFields query)
    {
        List<InputFault> faults = [];
        string? bot = query["b"];
        int hint = 0;
        if (bot is not null && !int.TryParse(bot, NumberStyles.None, CultureInfo.InvariantCulture, out hint))
        {
            faults.Add(new InputFault("b", "must be a number"));
        }

        var hit = new GoatCounterHit
        {
            Path = query["p"] ?? "",
            IsEvent = query["e"] is "true" or "1",
            Title = query.Cut("t", EventLimits.Title),
            Referrer = query.Cut("r", EventLimits.Referrer),
            Query = query["q"],
            Screen = query.Screen("s"),
            Bot = hint,
        };
        faults.AddRange(hit.Faults());
        return faults.Count == 0 ? (hit, faults) : (null, faults);
    }

    /// <summary>What is wrong with it.</summary>
    public IEnumerable<InputFault> Faults()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return new InputFault("path", "is required");
        }

        if (Path.Length > MaxPath)
        {
            yield return new InputFault("path", string.Create(CultureInfo.InvariantCulture, $"must be at most {MaxPath:N0} characters"));
        }

        if (Bot is > 0 and < 150)
        {
            yield return new InputFault("bot", "must be 0, or 150 or more");
        }
    }

    /// <summary>The event; null where path and host make no address.</summary>
    /// <param name="site">The site that it goes to: an id or a domain.</param>
    /// <param name="host">The page's host, which GoatCounter does not send.</param>
    public CollectedEvent? ToEvent(string site, string host)
    {
        bool words = !string.IsNullOrWhiteSpace(Referrer) && !Referrer.Contains("://", StringComparison.Ordinal);
        string path = IsEvent ? "/" : Path;
        string query = string.Join('&', new[] { Query?.TrimStart('?'), words ? "ref=" + Uri.EscapeDataString(Referrer!.CutAt(200)) : null }.Where(q => !string.IsNullOrEmpty(q)));
        if (!PageAddress.TryParse(With(path, query), host, out Uri? url) && !PageAddress.TryParse(path, host, out url))
        {
            return null;
        }

        return new CollectedEvent
        {
            Name = IsEvent ? Path.TrimStart('/') is { Length: > 0 } name ? name : Path : EventName.Pageview,
            Url = url,
            Domains = [site],
            HashIsPage = url.Fragment.Length > 1,
            Title = Title,
            Referrer = words ? null : Referrer?.CutAt(EventLimits.Referrer),
            ScreenWidth = Screen.Width,
            ScreenHeight = Screen.Height,
            ByProgram = Bot > 0,
        };
    }

    private static string With(string path, string query)
    {
        if (query.Length == 0)
        {
            return path;
        }

        int fragment = path.IndexOf('#', StringComparison.Ordinal);
        (string page, string rest) = fragment < 0 ? (path, "") : (path[..fragment], path[fragment..]);
        return page + (page.Contains('?', StringComparison.Ordinal) ? '&' : '?') + query + rest;
    }
}

using System.Collections.Frozen;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Ingest.Referrers;

/// <summary>The list of <c>sources.txt</c>: found by host or page, by the tag that campaigns use, or by name.</summary>
internal static class KnownSources
{
    private static readonly FrozenDictionary<string, KnownSource> Hosts;
    private static readonly FrozenDictionary<string, KnownSource> Names;

    // Pages on a host that belongs to another source: "bing.com/chat".
    private static readonly (string Host, string Path, KnownSource Source)[] Pages;

    // "google.*" and "news.google.*" stand for the name under any public suffix of one or two short labels: google.ee, google.co.uk.
    private static readonly FrozenDictionary<string, KnownSource> AnySuffix;

    static KnownSources()
    {
        var hosts = new Dictionary<string, KnownSource>(StringComparer.Ordinal);
        var names = new Dictionary<string, KnownSource>(StringComparer.OrdinalIgnoreCase);
        var anySuffix = new Dictionary<string, KnownSource>(StringComparer.Ordinal);
        List<(string, string, KnownSource)> pages = [];
        foreach (string line in ResourceText.Lines("Referrers/sources.txt"))
        {
            string[] parts = line.Split(';');
            var source = new KnownSource(parts[0].Trim(), Enum.Parse<SourceCategory>(parts[1].Trim()));
            names[source.Name] = source;
            foreach (string host in Words(parts[2]))
            {
                (host.EndsWith(".*", StringComparison.Ordinal) ? anySuffix : hosts)[host.Replace(".*", "", StringComparison.Ordinal)] = source;
            }

            foreach (string alias in parts.Length > 3 ? Words(parts[3]) : [])
            {
                names[alias] = source;
            }

            pages.AddRange((parts.Length > 4 ? Words(parts[4]) : []).Select(page => page.Split('/', 2)).Select(page => (page[0], "/" + page[1], source)));
        }

        Hosts = hosts.ToFrozenDictionary(StringComparer.Ordinal);
        Names = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        Pages = [.. pages];
        AnySuffix = anySuffix.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The source of a page: its own, else that of its host; null where neither is listed.</summary>
    public static KnownSource? AtPage(ReferringPage page)
    {
        ReadOnlySpan<char> path = page.Text.AsSpan(page.Host.Length);
        foreach ((string host, string start, KnownSource source) in Pages)
        {
            if (IsWithin(page.Host, host) && path.StartsWith(start, StringComparison.Ordinal) && (path.Length == start.Length || path[start.Length] == '/'))
            {
                return source;
            }
        }

        return AtHost(page.Host);
    }

    /// <summary>The source of a host or of the nearest domain above it; null where it is not listed.</summary>
    public static KnownSource? AtHost(string host)
    {
        string domain = host;
        while (true)
        {
            if ((Hosts.GetValueOrDefault(domain) ?? UnderAnySuffix(domain)) is { } source)
            {
                return source;
            }

            int dot = domain.IndexOf('.', StringComparison.Ordinal);
            if (dot < 0)
            {
                return null;
            }

            domain = domain[(dot + 1)..];
        }
    }

    /// <summary>
    /// The source of a campaign's tag, in any case: <c>fb</c>, <c>Hacker News</c>, <c>google.com</c>, and of its advertisements:
    /// <c>fb_ads</c>; null where it is not listed.
    /// </summary>
    public static KnownSource? Named(string tag) =>
        Names.TryGetValue(tag, out KnownSource? source) ? source
        : tag.Contains('.', StringComparison.Ordinal) ? AtHost(Sites.SiteRules.Normalize(tag))
        : Advertised(tag);

    /// <summary>The source whose advertisements a tag names: <c>facebook_ads</c>, <c>yt-ads</c>, <c>fbad</c>; null where it names none.</summary>
    public static KnownSource? Advertised(string tag)
    {
        ReadOnlySpan<char> name = tag;
        name = name.EndsWith("ads", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name.EndsWith("ad", StringComparison.OrdinalIgnoreCase) ? name[..^2] : [];
        return name.IsEmpty ? null : Names.GetValueOrDefault(name.TrimEnd("-_ +").ToString());
    }

    private static bool IsWithin(string host, string domain) =>
        host.EndsWith(domain, StringComparison.Ordinal) && (host.Length == domain.Length || host[host.Length - domain.Length - 1] == '.');

    private static KnownSource? UnderAnySuffix(string domain)
    {
        (string name, int last) = WithoutLabel(domain);
        if (last is not (2 or 3))
        {
            return null;
        }

        if (AnySuffix.TryGetValue(name, out KnownSource? source) || last == 3)
        {
            return source;
        }

        (name, int second) = WithoutLabel(name);
        return second is 2 or 3 ? AnySuffix.GetValueOrDefault(name) : null;
    }

    private static (string Name, int LabelLength) WithoutLabel(string domain)
    {
        int dot = domain.LastIndexOf('.');
        return dot < 0 ? ("", 0) : (domain[..dot], domain.Length - dot - 1);
    }

    private static string[] Words(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}

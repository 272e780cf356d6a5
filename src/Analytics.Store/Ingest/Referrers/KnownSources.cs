using System.Collections.Frozen;
using Analytics.Store.Ingest.Lists;

namespace Analytics.Store.Ingest.Referrers;

/// <summary>The list of <c>sources.txt</c>: found by host, by the tag that campaigns use, or by name.</summary>
internal static class KnownSources
{
    private static readonly FrozenDictionary<string, KnownSource> Hosts;
    private static readonly FrozenDictionary<string, KnownSource> Names;

    // "google.*" and "news.google.*" stand for the name under any public suffix of one or two short labels: google.ee, google.co.uk.
    private static readonly FrozenDictionary<string, KnownSource> AnySuffix;

    static KnownSources()
    {
        var hosts = new Dictionary<string, KnownSource>(StringComparer.Ordinal);
        var names = new Dictionary<string, KnownSource>(StringComparer.OrdinalIgnoreCase);
        var anySuffix = new Dictionary<string, KnownSource>(StringComparer.Ordinal);
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
        }

        Hosts = hosts.ToFrozenDictionary(StringComparer.Ordinal);
        Names = names.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        AnySuffix = anySuffix.ToFrozenDictionary(StringComparer.Ordinal);
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

    /// <summary>The source of a campaign's tag, in any case: <c>fb</c>, <c>Hacker News</c>, <c>google.com</c>; null where it is not listed.</summary>
    public static KnownSource? Named(string tag) =>
        Names.TryGetValue(tag, out KnownSource? source) ? source
        : tag.Contains('.', StringComparison.Ordinal) ? AtHost(Sites.SiteRules.Normalize(tag))
        : null;

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

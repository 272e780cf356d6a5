using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// What the address of a page says about where its visitor came from: the UTM tags, <c>source</c>, <c>ref</c> and click ids, each the
/// first of its name that says anything.
/// </summary>
/// <remarks>
/// They stand in the query. UTM tags and click ids are read from the fragment too (<c>#utm_source=x</c>), where some links carry them.
/// </remarks>
internal sealed class LandingTags
{
    private static readonly string[] ClickIds = ["gclid", "gbraid", "wbraid", "msclkid", "fbclid", "twclid"];

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private LandingTags()
    {
    }

    /// <summary>Nothing is said.</summary>
    public static LandingTags None { get; } = new();

    /// <summary>The kind of click id: <c>gclid</c>; null where there is none. Its value is not kept.</summary>
    public string? ClickId => Array.Find(ClickIds, _values.ContainsKey);

    /// <summary>A tag, cleaned and at most 200 characters; null where it says nothing.</summary>
    public string? this[string name] => Text.Clean(_values.GetValueOrDefault(name), EventLimits.Tag);

    /// <param name="query">The parameters of the page's query.</param>
    /// <param name="fragment">The page's fragment, with its <c>#</c> or empty.</param>
    public static LandingTags Of(IReadOnlyList<(string Name, string Value)> query, string fragment)
    {
        if (query.Count == 0 && fragment.Length < 2)
        {
            return None;
        }

        var tags = new LandingTags();
        foreach ((string sent, string value) in query)
        {
            // A link whose "&amp;" was taken from a page's source and not decoded.
            string name = sent.StartsWith("amp;", StringComparison.Ordinal) ? sent[4..] : sent;
            if (IsTag(name) || IsSource(name))
            {
                tags.Add(name, value);
            }
        }

        if (fragment.Contains('=', StringComparison.Ordinal))
        {
            foreach ((string name, string value) in QueryText.Parse(fragment[1..].Replace('?', '&')))
            {
                if (IsTag(name))
                {
                    tags.Add(name, value);
                }
            }
        }

        return tags;
    }

    private static bool IsTag(string name) => name.StartsWith("utm_", StringComparison.OrdinalIgnoreCase) || ClickIds.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsSource(string name) => name.Equals("source", StringComparison.OrdinalIgnoreCase) || name.Equals("ref", StringComparison.OrdinalIgnoreCase);

    private void Add(string name, string value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            _ = _values.TryAdd(name, value);
        }
    }
}

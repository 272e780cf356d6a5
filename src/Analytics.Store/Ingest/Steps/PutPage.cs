using System.Text;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Inputs;

namespace Analytics.Store.Ingest.Steps;

/// <summary>
/// Sets the host name, the decoded path without personal data, and the title. The query is dropped, except for the parameters that the
/// site keeps. The fragment is dropped, unless it identifies the page. A part that would make the path longer than 2,000 characters is
/// dropped as a whole.
/// </summary>
internal static class PutPage
{
    private const string NoHostname = "(none)";

    public static DropReason? Apply(EventDraft draft)
    {
        Uri url = draft.Hit.Url;
        string path = Text.Clean(Decode(url.AbsolutePath).TrimEnd(), EventLimits.Path) ?? "/";
        path = path.StartsWith('/') ? path : "/" + path;
        if (draft.Settings.KeptQueryParameters.Count > 0)
        {
            path = With(path, KeptQuery(draft.Query, draft.Settings.KeptQueryParameters));
        }

        if (draft.Hit.HashIsPage)
        {
            path = With(path, Decode(url.Fragment));
        }

        draft.Page = new Page(
            draft.Hostname.Length == 0 ? NoHostname : draft.Hostname,
            PathScrub.Clean(Text.Clean(path, EventLimits.Path) ?? "/", draft.Settings.ScrubPaths),
            Text.OneLine(draft.Hit.Title, EventLimits.Title));
        return null;
    }

    private static string With(string path, string more) => path.Length + more.Length <= EventLimits.Path ? path + more : path;

    // In the order of the settings, so that one page is one page however its address is put together.
    private static string KeptQuery(IReadOnlyList<(string Name, string Value)> parameters, IReadOnlyList<string> kept)
    {
        var text = new StringBuilder();
        foreach (string name in kept)
        {
            foreach ((_, string value) in parameters.Where(p => p.Name == name))
            {
                _ = text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(value);
            }
        }

        return text.ToString();
    }

    private static string Decode(string text) => text.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(text) : text;
}

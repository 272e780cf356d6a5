using System.Text;
using Analytics.Store.Calendars;
using Analytics.Store.Sites;

namespace Analytics.Functions.Tables;

/// <summary>What a downloaded answer is called: <c>example.com-pages-2026-03-01-2026-03-31.csv</c>.</summary>
/// <param name="Site">Whose; null where it is of no site: <c>sites.csv</c>.</param>
/// <param name="First">The first day that it is about; null where it is about no days.</param>
/// <param name="Last">The last.</param>
internal sealed record TableFile(Site? Site, LocalDay? First = null, LocalDay? Last = null)
{
    private const int Longest = 100;

    /// <summary>The header <c>Content-Disposition</c>.</summary>
    public string Disposition(string report, AnswerForm form) =>
        $"attachment; filename=\"{(Site is null ? "" : Plain(Site.Domains.Count > 0 ? Site.Domains[0] : Site.Id.Value) + "-")}{Plain(report)}{Days}.{form.Extension}\"";

    private string Days => First is { } first && Last is { } last ? $"-{first}-{last}" : "";

    // Names of sites may have any letter, and a header may not.
    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (char c in text.AsSpan(0, Math.Min(text.Length, Longest)))
        {
            _ = plain.Append(char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-');
        }

        return plain.ToString();
    }
}

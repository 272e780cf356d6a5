using System.Security.Cryptography;
using System.Text;

namespace Analytics.Functions.Collect.LittleStats;

/// <summary>
/// Page views of one request that their tracker repeats every five seconds while the page is open. Without this one open page would be
/// seven hundred views an hour. They get the id of their page in their visit, and count once; a page that is seen again after another one
/// gets an id of its own.
/// </summary>
internal sealed class RepeatedViews
{
    private readonly Dictionary<string, int> _times = new(StringComparer.Ordinal);
    private string? _open;

    /// <summary>The id of a page view; null where no visit is told, by which repetitions could be known.</summary>
    public EventId? IdOf(string? visit, string? path)
    {
        if (string.IsNullOrEmpty(visit))
        {
            return null;
        }

        string page = $"{visit}\n{path}";
        int times = _times.GetValueOrDefault(page);
        if (page != _open)
        {
            times = _times[page] = times + 1;
            _open = page;
        }

        return Id(times == 1 ? page : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{page}\n{times}"));
    }

    /// <summary>An id of this protocol: of visible ASCII, whatever the text holds.</summary>
    public static EventId Id(string text) => EventId.Parse("ls-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16)));
}

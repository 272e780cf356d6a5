using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Functions.Wire;
using Analytics.Store.Events;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>
/// The page views of one log. A line's event is named by the hash of the line and its occurrence, so a log that is loaded twice counts
/// once, and two equal lines of one log count twice.
/// </summary>
internal sealed class LogHits(Site site, ILogFormat format)
{

    // By the lines' hashes: sixteen bytes each, however long the lines are.
    private readonly Dictionary<UInt128, int> _occurrences = [];

    /// <summary>The page view that the line records, or why the line cannot be read; neither if the line records something else.</summary>
    public (Hit? Hit, string? Fault) Read(string line, DateTimeOffset now) => line.Length > LogText.MaxLine
        ? (null, "is longer than 16,384 characters")
        : format.Read(line) switch
        {
            LogLine.Unreadable { Problem: var problem } => (null, problem),
            LogLine.Request { Said: { IsPageView: true } page } => ToHit(page, line, now),
            _ => (null, null),
        };

    private (Hit? Hit, string? Fault) ToHit(LoggedRequest page, string line, DateTimeOffset now)
    {
        if (page.Time > now.AddMinutes(10) || page.Time < now.AddYears(-50))
        {
            return (null, "tells of the future, or of more than 50 years ago");
        }

        if (UrlOf(page) is not { } url)
        {
            return (null, "asks for something that is no url with a path of at most 2,000 characters");
        }

        UInt128 hash = Hash(line);
        int occurrence = _occurrences[hash] = _occurrences.GetValueOrDefault(hash) + 1;
        return (
            new Hit
            {
                Site = site,
                Id = EventId.Parse("log-" + Hash(string.Create(CultureInfo.InvariantCulture, $"{occurrence}\n{line}")).ToString("x32", CultureInfo.InvariantCulture)),
                Name = EventName.Pageview,
                Url = url,
                ReceivedAt = now,
                Time = page.Time,
                Referrer = page.Referrer,
                Address = page.Client,
                VisitorKey = page.VisitorKey,
                UserAgent = page.UserAgent,
                Place = page.Country is null ? Place.Unknown : new Place(page.Country),
                Network = page.Network,
            },
            null);
    }

    private Uri? UrlOf(LoggedRequest page)
    {
        string host = page.Host ?? site.Domains[0];
        string text = $"{page.Scheme ?? "https"}://{host}{page.Target}";
        return !host.AsSpan().ContainsAny("/\\@?#") && Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && PagePath.Fits(url) ? url : null;
    }

    private static UInt128 Hash(string text) =>
        System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

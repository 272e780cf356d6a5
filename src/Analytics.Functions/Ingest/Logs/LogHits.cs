using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Analytics.Functions.Ingest.Logs.Formats;
using Analytics.Functions.Ingest.Logs.Lines;
using Analytics.Functions.Places;
using Analytics.Store.Drops;
using Analytics.Store.Events;
using Analytics.Store.Ingest;
using Analytics.Store.Sites;

namespace Analytics.Functions.Ingest.Logs;

/// <summary>
/// The page views of one log. A line's event is named by the hash of the line and its occurrence, so a log that is loaded twice counts
/// once, and two equal lines of one log count twice.
/// </summary>
/// <param name="site">Whose log it is.</param>
/// <param name="log">Reads its lines.</param>
/// <param name="import">The import that its events belong to.</param>
/// <param name="tally">Counts what its lines are.</param>
internal sealed class LogHits(Site site, LogReader log, ImportId import, LogTally tally)
{
    // By the lines' hashes: sixteen bytes each, however long the lines are.
    private readonly Dictionary<UInt128, int> _occurrences = [];
    private readonly LogLines _lines = new(log, site.Domains[0]);
    private byte[] _bytes = new byte[1024];

    /// <summary>
    /// Whether page views without a user agent count. Their visitors are known by their addresses alone, and bots among them count too.
    /// Default: they are dropped as bots.
    /// </summary>
    public bool WithoutAgents { get; init; }

    /// <summary>The page view that the line records; null if it records none, or cannot be read.</summary>
    public Hit? Read(ReadOnlyMemory<char> line, bool isTooLong, DateTimeOffset now)
    {
        Uri? url = _lines.Read(line, isTooLong, now, tally);
        return url is null ? null : ToHit(_lines.Request, url, line.Span, now);
    }

    /// <summary>The visitor of a page view as a hash that holds for this import alone, so that parts of a log can be added up; null if the log names no client.</summary>
    public ulong? VisitorOf(Hit hit)
    {
        string? client = hit.VisitorKey ?? hit.Address?.ToString();
        return client is null ? null : (ulong)Hash($"{import}\n{site.Calendar.DayOf(hit.Time)}\n{client}\n{hit.UserAgent}");
    }

    /// <summary>Why the page view would not count, as far as that can be known without the table; null if it would.</summary>
    public static string? DropOf(Hit hit, AddressPlaces places, ReadOnlyMemory<byte> salt) =>
        HitPipeline.Run(hit with { Salt = salt, Place = places.Of(hit.Site, hit.Place, hit.Address) }) is HitOutcome.Dropped { Reason: var reason } ? DropReasonText.Of(reason) : null;

    private Hit ToHit(LoggedRequest request, Uri url, ReadOnlySpan<char> line, DateTimeOffset now)
    {
        UInt128 hash = Hash(line);
        int occurrence = _occurrences[hash] = _occurrences.GetValueOrDefault(hash) + 1;
        return new Hit
        {
            Site = site,
            Id = EventId.Parse("log-" + Hash(string.Create(CultureInfo.InvariantCulture, $"{occurrence}\n{line}")).ToString("x32", CultureInfo.InvariantCulture)),
            Import = import,
            Name = EventName.Pageview,
            Url = url,
            ReceivedAt = now,
            Time = request.Time,
            Referrer = request.Referrer,
            Address = request.Client,
            VisitorKey = LogLines.VisitorKeyOf(request, WithoutAgents),
            UserAgent = request.UserAgent,
            Place = request.Country is { } country ? new Place(country) : Place.Unknown,
            Network = request.Network,
        };
    }

    private UInt128 Hash(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        _bytes = _bytes.Length < most ? new byte[most] : _bytes;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        _ = SHA256.HashData(_bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, _bytes)), hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}

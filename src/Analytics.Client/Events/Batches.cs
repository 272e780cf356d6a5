using System.Globalization;
using System.Text.Json;
using Analytics.Client.Http;

namespace Analytics.Client.Events;

/// <summary>Events in requests of a size that every server takes, and the answers to them as one.</summary>
internal sealed class Batches(Wire wire, string site)
{
    /// <summary>The most events of a request.</summary>
    public const int MostEvents = 500;

    private const int MostBytes = 4_000_000; // a server takes 5 MB; a proxy in front of it may take less
    private readonly List<DroppedEvent> _dropped = [];
    private readonly List<RejectedEvent> _rejected = [];
    private readonly List<IgnoredField> _ignored = [];
    private long _accepted;
    private long _duplicates;

    public async Task<IngestAnswer> SendAsync(IReadOnlyList<IngestEvent> events, CancellationToken cancellation)
    {
        for (int first = 0; first < events.Count;)
        {
            List<byte[]> written = [];
            for (int size = 0; first + written.Count < events.Count && written.Count < MostEvents; size += written[^1].Length)
            {
                byte[] next = EventJson.Of(events[first + written.Count], wire.Now);
                if (written.Count > 0 && size + next.Length > MostBytes)
                {
                    break;
                }

                written.Add(next);
            }

            using HttpResponseMessage response = await wire.SendAsync("/v1/ingest/batch", "application/json", EventJson.Batch(site, written), cancellation).ConfigureAwait(false);
            IngestReceipt receipt = await Wire.ReadAsync(response, ReceiptJson.Default.IngestReceipt, cancellation).ConfigureAwait(false);
            Add(receipt, events, first);
            _ignored.AddRange(response.Headers.TryGetValues("x-analytics-ignored", out IEnumerable<string>? names) ? names.SelectMany(Names).Select(name => Ignored(name, first)) : []);
            first += written.Count;
        }

        return new IngestAnswer { Accepted = _accepted, Duplicates = _duplicates, Dropped = _dropped, Rejected = _rejected, Ignored = _ignored };
    }

    private void Add(IngestReceipt receipt, IReadOnlyList<IngestEvent> events, int first)
    {
        _accepted += receipt.Accepted;
        _duplicates += receipt.Duplicates;
        _dropped.AddRange((receipt.Dropped ?? []).Select(dropped => new DroppedEvent(first + dropped.Index, events[first + dropped.Index], dropped.Reason ?? "")));
        foreach (JsonElement rejected in receipt.Rejected ?? [])
        {
            int index = first + rejected.GetProperty("index").GetInt32();
            _rejected.Add(new RejectedEvent(index, events[index], Problem.Faults(rejected)));
        }
    }

    private static IEnumerable<string> Names(string header) =>
        header.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Uri.UnescapeDataString);

    // events[3].timezone
    private static IgnoredField Ignored(string name, int first)
    {
        const string Before = "events[";
        int end = name.IndexOf(']', StringComparison.Ordinal);
        return name.StartsWith(Before, StringComparison.Ordinal)
            && end > 0
            && int.TryParse(name.AsSpan(Before.Length, end - Before.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int index)
                ? new IgnoredField(first + index, name[(end + 1)..].TrimStart('.'))
                : new IgnoredField(null, name);
    }
}

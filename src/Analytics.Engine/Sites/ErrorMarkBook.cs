using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Calendars;
using Analytics.Store.Errors;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>What was said about a site's groups of errors. Reads are consistent. Safe for concurrent use.</summary>
public sealed class ErrorMarkBook(EventsTable table)
{
    /// <summary>The most groups of a site that are not open.</summary>
    public const int Most = 1_000;

    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>All of them, by fingerprint.</summary>
    public async Task<IReadOnlyDictionary<string, ErrorMark>> ReadAllAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        Dictionary<string, ErrorMark> all = new(StringComparer.Ordinal);
        string? next = null;
        do
        {
            ResultPage<ErrorMark> page = AnalyticsStore.ReadErrorMarks(await table.Client.QueryAsync(_store.ListErrorMarksCommand(site.Id, next), cancellation).ConfigureAwait(false));
            foreach (ErrorMark mark in page.Items)
            {
                all[mark.Fingerprint] = mark;
            }

            next = page.Next;
        }
        while (next is not null);
        return all;
    }

    /// <summary>Says something about a group: what was said before is forgotten.</summary>
    /// <param name="site">The site.</param>
    /// <param name="fingerprint">Which errors.</param>
    /// <param name="status">What is said.</param>
    /// <param name="author">Who says it, as people shall read it.</param>
    /// <param name="releases">The releases that errors of the site were seen in, the newest first.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>False where the site has <see cref="Most"/> others.</returns>
    public async Task<bool> MarkAsync(
        Site site, string fingerprint, ErrorStatus status, string author, IReadOnlyList<string> releases, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(author);
        if (status == ErrorStatus.Open)
        {
            _ = await table.Client.DeleteItemAsync(_store.DeleteErrorMarkCommand(site.Id, fingerprint), cancellation).ConfigureAwait(false);
            return true;
        }

        IReadOnlyDictionary<string, ErrorMark> all = await ReadAllAsync(site, cancellation).ConfigureAwait(false);
        if (all.Count >= Most && !all.ContainsKey(fingerprint))
        {
            return false;
        }

        var mark = new ErrorMark
        {
            SiteId = site.Id,
            Fingerprint = fingerprint,
            Status = status,
            MarkedBy = author.Length > 320 ? author[..320] : author,
            MarkedAt = table.Clock.GetUtcNow().AsStored(),
            Releases = [.. releases.Take(ErrorMark.MaxReleases)],
        };
        _ = await table.Client.PutItemAsync(_store.PutErrorMarkCommand(mark), cancellation).ConfigureAwait(false);
        return true;
    }
}

using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store;
using Analytics.Store.Goals;
using Analytics.Store.Ranges;
using Analytics.Store.Segments;
using Analytics.Store.Sites;
using Analytics.Store.Stats.Terms;

namespace Analytics.Engine.Sites;

/// <summary>Reads a site's goals and saved segments, always as they are now. Safe for concurrent use.</summary>
public sealed class TermsReader(EventsTable table)
{
    private readonly AnalyticsStore _store = new(new AnalyticsStoreOptions { TableName = table.Name });

    /// <summary>What questions about the site may name.</summary>
    public async Task<SiteTerms> ReadAsync(Site site, CancellationToken cancellation)
    {
        Task<IReadOnlyList<Goal>> goals = ReadGoalsAsync(site, cancellation);
        return new SiteTerms(await goals.ConfigureAwait(false), await ReadSegmentsAsync(site, cancellation).ConfigureAwait(false));
    }

    /// <summary>All goals, in the order of their ids.</summary>
    public async Task<IReadOnlyList<Goal>> ReadGoalsAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        return await AllAsync(next => _store.ListGoalsCommand(site.Id.Value, next), AnalyticsStore.ReadGoals, cancellation).ConfigureAwait(false);
    }

    /// <summary>All saved segments, in the order of their names.</summary>
    public async Task<IReadOnlyList<Segment>> ReadSegmentsAsync(Site site, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(site);
        List<Segment> segments = await AllAsync(next => _store.ListSegmentsCommand(site.Id, next), AnalyticsStore.ReadSegments, cancellation).ConfigureAwait(false);
        return [.. segments.OrderBy(s => s.Name, StringComparer.OrdinalIgnoreCase).ThenBy(s => s.Id.Value)];
    }

    private async Task<List<T>> AllAsync<T>(Func<string?, QueryRequest> ask, Func<QueryResponse, ResultPage<T>> read, CancellationToken cancellation)
    {
        List<T> all = [];
        string? next = null;
        do
        {
            QueryRequest request = ask(next);
            request.ConsistentRead = true; // what was just saved can be asked for
            ResultPage<T> page = read(await table.Client.QueryAsync(request, cancellation).ConfigureAwait(false));
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        return all;
    }
}

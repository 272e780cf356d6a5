using Amazon.DynamoDBv2.Model;
using Analytics.Store.Funnels;
using Analytics.Store.Ranges;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store;

public sealed partial class AnalyticsStore
{
    /// <summary>Saves a funnel; a ConditionalCheckFailedException says that the id is taken.</summary>
    public PutItemRequest CreateFunnelCommand(Funnel funnel) => WriteFunnel.Create(Table, funnel);

    /// <summary>Replaces a funnel, if nobody changed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public PutItemRequest UpdateFunnelCommand(Funnel before, Funnel after) => WriteFunnel.Update(Table, before, after);

    /// <summary>Removes a funnel; succeeds where there is none.</summary>
    public DeleteItemRequest DeleteFunnelCommand(SiteId site, FunnelId funnel) => WriteFunnel.Delete(Table, site, funnel);

    /// <summary>Removes a funnel, if nobody changed or removed it since <paramref name="before"/> was read (else a ConditionalCheckFailedException).</summary>
    public DeleteItemRequest DeleteUnchangedFunnelCommand(Funnel before) => WriteFunnel.Delete(Table, before);

    /// <summary>Reads one funnel.</summary>
    public GetItemRequest GetFunnelCommand(SiteId site, FunnelId funnel) => WriteFunnel.Get(Table, site, funnel);

    /// <summary>Reads a site's funnels in the order of their ids.</summary>
    public QueryRequest ListFunnelsCommand(SiteId site, string? continuation = null) =>
        WriteFunnel.List(Table, site, continuation is null ? null : FunnelId.Parse(continuation, "continuation"));

    /// <summary>The funnel of the answer; null where there is none.</summary>
    public static Funnel? ReadFunnel(GetItemResponse response) => response.Item is { Count: > 0 } item ? FunnelItem.Read(item) : null;

    /// <summary>The funnels of the answer.</summary>
    public static ResultPage<Funnel> ReadFunnels(QueryResponse response) => new(
        [.. (response.Items ?? []).Select(FunnelItem.Read)],
        response.LastEvaluatedKey is { Count: > 0 } last ? last[Names.SortKey].S[FunnelKeys.FunnelPrefix.Length..] : null);
}

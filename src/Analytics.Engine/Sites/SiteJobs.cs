using Amazon.DynamoDBv2.Model;
using Analytics.Engine.Tables;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>What is left to do for sites, beyond single days.</summary>
internal sealed class SiteJobs(EventsTable table)
{
    /// <summary>Those of a kind that may be begun.</summary>
    public async Task<List<SiteJob>> ReadDueAsync(string kind, DateTimeOffset now, CancellationToken cancellation)
    {
        List<SiteJob> jobs = [];
        QueryRequest request = SiteJob.List(table.Name);
        do
        {
            QueryResponse page = await table.Client.QueryAsync(request, cancellation);
            jobs.AddRange((page.Items ?? []).Select(SiteJob.Read).Where(job => job.Due <= now && job.Task.StartsWith(kind, StringComparison.Ordinal)));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return jobs;
    }

    /// <summary>Removes one that is done, unless it was asked for again meanwhile.</summary>
    public async Task RemoveAsync(SiteJob job, CancellationToken cancellation)
    {
        try
        {
            _ = await table.Client.DeleteItemAsync(job.ToDelete(table.Name), cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // It is to be done once more.
        }
    }

    /// <summary>Notes how far one is and when it is due again, unless it was asked for again meanwhile.</summary>
    public async Task ReplaceAsync(SiteJob job, SiteJob next, CancellationToken cancellation)
    {
        try
        {
            _ = await table.Client.PutItemAsync(next.ToReplace(table.Name, job), cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // It is to be done once more, from the beginning.
        }
    }
}

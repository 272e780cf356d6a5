using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;

namespace Analytics.Engine.Sites;

/// <summary>What is left to do for sites, beyond single days.</summary>
internal sealed class SiteJobs(IAmazonDynamoDB client, string table)
{
    /// <summary>Those of a kind that may be begun.</summary>
    public async Task<List<SiteJob>> ReadDueAsync(string kind, DateTimeOffset now, CancellationToken cancellation)
    {
        List<SiteJob> jobs = [];
        QueryRequest request = SiteJob.List(table);
        do
        {
            QueryResponse page = await client.QueryAsync(request, cancellation);
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
            _ = await client.DeleteItemAsync(job.ToDelete(table), cancellation);
        }
        catch (ConditionalCheckFailedException)
        {
            // It is to be done once more.
        }
    }
}

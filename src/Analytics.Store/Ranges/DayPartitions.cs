using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Ranges;

/// <summary>Walks a range's partitions: day by day, shard by shard, answer by answer.</summary>
internal sealed record DayPartitions(SiteRange Range, int Shards)
{
    private LocalDay First => Range.Calendar.DayOf(Range.Start);

    // The end is exclusive: an empty range still asks its first day, so that a command can always be built.
    private LocalDay Last => Range.End > Range.Start ? Range.Calendar.DayOf(Range.End.AddMilliseconds(-1)) : First;

    public static DayPartitions Of(SiteRange range, int shards)
    {
        new InputFaults()
            .Require(SafeId.IsValid(range.SiteId), "siteId", SafeId.Rule)
            .Require(range.End >= range.Start, "end", "must not be before start")
            .Require(shards is >= 1 and <= 64, "writeShards", "must be 1 to 64")
            .ThrowIfAny();
        return new DayPartitions(range, shards);
    }

    /// <summary>The range's place to ask: the given one, which must lie in the range, or its beginning.</summary>
    public Continuation At(string? continuation)
    {
        Continuation? from = continuation is null ? null : Continuation.Parse(continuation);
        if (from is not null && (from.Day < First || from.Day > Last || from.Shard >= Shards))
        {
            throw new AnalyticsInputException("continuation", "must come from an answer to the same range");
        }

        return from ?? new Continuation(First, 0, null);
    }

    /// <summary>A query of one partition, from the continuation on.</summary>
    public static QueryRequest Query(string table, string partition, Continuation at) => new()
    {
        TableName = table,
        KeyConditionExpression = "#pk = :pk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(partition) },
        ExclusiveStartKey = at.After is { } after ? new ItemKey(partition, after).ToAttributes() : null,
    };

    /// <summary>Where to go on after an answer at <paramref name="at"/>.</summary>
    public string? After(Continuation at, QueryResponse response) => Next(at, response)?.ToString();

    private Continuation? Next(Continuation at, QueryResponse response)
    {
        if (response.LastEvaluatedKey is { Count: > 0 } last)
        {
            return at with { After = last[Names.SortKey].S };
        }

        return at.Shard + 1 < Shards ? new Continuation(at.Day, at.Shard + 1, null)
            : at.Day < Last ? new Continuation(at.Day.Plus(1), 0, null)
            : null;
    }

    public SiteId Site => SiteId.Parse(Range.SiteId);
}

using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>Work on all days of a site. Maintenance looks for such jobs every minute.</summary>
/// <param name="Site">The site.</param>
/// <param name="Task">What: <c>ERASURE#</c> and the id, <see cref="Retention"/>, <see cref="Kinds"/>, <see cref="Deletion"/> or <see cref="Exports"/>.</param>
/// <param name="Due">When it may begin: before that, some instance may not know the change yet.</param>
internal sealed record SiteJob(SiteId Site, string Task, DateTimeOffset Due)
{
    /// <summary>The task of making a site's days expire as its settings say now.</summary>
    public const string Retention = "RETENTION";

    /// <summary>
    /// The task of taking out of a site's days what it keeps for less time than them. It stays, and is due again when the next day's time is over, as
    /// long as the site has such a setting.
    /// </summary>
    public const string Kinds = "KINDS";

    /// <summary>The task of deleting a site with all that is stored of it.</summary>
    public const string Deletion = "DELETION";

    /// <summary>The task of taking a deleted site's days out of the bucket: left by releases whose deletion left everything else as it was.</summary>
    public const string Exports = "EXPORTS";

    /// <summary>
    /// The wait after a change of a site. Instances cache a site for half a minute, so by then every instance knows the change and work
    /// that began before has ended.
    /// </summary>
    public static readonly TimeSpan Known = TimeSpan.FromMinutes(2);

    /// <summary>Of <see cref="Kinds"/>: all days are done whose time was over then. Null: none is known to be.</summary>
    public DateTimeOffset? DoneUntil { get; init; }

    /// <summary>Of <see cref="Kinds"/>: the last day that is done, going from the oldest on; null before the first.</summary>
    public LocalDay? LastDay { get; init; }

    public Put ToPut(string table) => new() { TableName = table, Item = Write() };

    /// <summary>Stores it in the place of one that is done so far, unless it was asked for again meanwhile. Fails with ConditionalCheckFailedException then.</summary>
    public PutItemRequest ToReplace(string table, SiteJob done) => new()
    {
        TableName = table,
        Item = Write(),
        ConditionExpression = "#due = :due",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#due"] = Names.Due },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":due"] = Attributes.Instant(done.Due) },
    };

    /// <summary>All of all sites.</summary>
    public static QueryRequest List(string table) => new()
    {
        TableName = table,
        ConsistentRead = true,
        KeyConditionExpression = "#pk = :pk",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":pk"] = Attributes.Text(SiteKeys.JobsPartition) },
    };

    /// <summary>Removes it when it is done, unless it was asked for again meanwhile. Fails with ConditionalCheckFailedException then.</summary>
    public DeleteItemRequest ToDelete(string table) => new()
    {
        TableName = table,
        Key = SiteKeys.Job(Site, Task).ToAttributes(),
        ConditionExpression = "attribute_not_exists(#pk) OR #due = :due",
        ExpressionAttributeNames = new Dictionary<string, string> { ["#pk"] = Names.PartitionKey, ["#due"] = Names.Due },
        ExpressionAttributeValues = new Dictionary<string, AttributeValue> { [":due"] = Attributes.Instant(Due) },
    };

    public static SiteJob Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Job);
        string[] parts = item.RequiredText(Names.SortKey).Split('#', 2);
        return new SiteJob(SiteId.Parse(parts[0]), parts[1], item.RequiredInstant(Names.Due))
        {
            DoneUntil = item.OptionalInstant(Names.KindsDone),
            LastDay = item.OptionalText(Names.KindsDay) is { } day ? LocalDay.Parse(day) : null,
        };
    }

    private Dictionary<string, AttributeValue> Write()
    {
        Dictionary<string, AttributeValue> item = Entity.Begin(SiteKeys.Job(Site, Task), Entity.Job);
        item[Names.Due] = Attributes.Instant(Due);
        item.SetInstant(Names.KindsDone, DoneUntil);
        item.SetText(Names.KindsDay, LastDay?.ToString());
        return item;
    }
}

using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>
/// Replaces what may change of a site and moves its claims of host names and aliases with it, all or nothing, and only if nobody else changed the
/// site since <paramref name="Before"/> was read.
/// </summary>
/// <param name="Before">The site as it was read.</param>
/// <param name="After">The site as it shall be; same id and owner.</param>
internal sealed record UpdateSite(Site Before, Site After)
{
    public TransactWriteItemsRequest ToRequest(string table)
    {
        SiteRules.Check(After);
        new InputFaults()
            .Require(Before.Id == After.Id, "id", "may not change")
            .Require(Before.OwnerId == After.OwnerId, "ownerId", "may not change here")
            .Require(After.UpdatedAt > Before.UpdatedAt, "updatedAt", "must be later than that of the site which was read")
            .Require(After.WriteShards >= Before.WriteShards, "writeShards", "may only grow: days that have begun are spread over them")
            .ThrowIfAny();

        var names = new Dictionary<string, string> { ["#updated"] = Names.UpdatedAt };
        var values = new Dictionary<string, AttributeValue> { [":before"] = Attributes.Instant(Before.UpdatedAt) };
        List<string> sets = [];
        foreach ((string name, AttributeValue value) in SiteItem.Changeable(After))
        {
            names["#" + name] = name;
            values[":" + name] = value;
            sets.Add($"#{name} = :{name}");
        }

        string lifted = "";
        if (Before.Settings.DailyEventBudget != After.Settings.DailyEventBudget)
        {
            names["#paused"] = Names.PausedUntil;
            lifted = " REMOVE #paused"; // another budget, another judgement
        }

        return new TransactWriteItemsRequest
        {
            TransactItems =
            [
                new TransactWriteItem
                {
                    Update = new Update
                    {
                        TableName = table,
                        Key = SiteKeys.Site(After.Id).ToAttributes(),
                        UpdateExpression = "SET " + string.Join(", ", sets) + lifted,
                        ConditionExpression = "#updated = :before",
                        ExpressionAttributeNames = names,
                        ExpressionAttributeValues = values,
                    },
                },
                .. After.Claims().Except(Before.Claims()).Select(d => HostClaim.PutNew(table, HostClaim.Write(d, After.Id))),
                .. Before.Claims().Except(After.Claims()).Select(d => HostClaim.DeleteOwn(table, d, After.Id)),
                .. Before.Settings.DataRetentionDays == After.Settings.DataRetentionDays
                    ? Enumerable.Empty<TransactWriteItem>()
                    : [new TransactWriteItem { Put = new SiteJob(After.Id, SiteJob.Retention, After.UpdatedAt + SiteJob.Known).ToPut(table) }],
            ],
        };
    }
}

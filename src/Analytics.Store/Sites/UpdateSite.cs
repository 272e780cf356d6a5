using Amazon.DynamoDBv2.Model;
using Analytics.Store.Inputs;
using Analytics.Store.Table;

namespace Analytics.Store.Sites;

/// <summary>
/// Replaces what may change of a site and moves its claims of host names and aliases with it, all or nothing, and only if nobody else changed the
/// site since <paramref name="Before"/> was read. Host names that it gives up are heard for it until their time is over; aliases are free at once.
/// </summary>
/// <param name="Before">The site as it was read.</param>
/// <param name="After">The site as it shall be; same id and owner.</param>
internal sealed record UpdateSite(Site Before, Site After)
{
    public TransactWriteItemsRequest ToRequest(string table)
    {
        Site after = FormerDomain.Over(Before, After);
        SiteRules.Check(after);
        new InputFaults()
            .Require(Before.Id == After.Id, "id", "may not change")
            .Require(Before.DeletedAt is null, "deletedAt", "the site is being deleted: it cannot be changed")
            .Require(Before.OwnerId == After.OwnerId, "ownerId", "may not change here")
            .Require(After.UpdatedAt > Before.UpdatedAt, "updatedAt", "must be later than that of the site which was read")
            .Require(After.WriteShards >= Before.WriteShards, "writeShards", "may only grow: days that have begun are spread over them")
            .ThrowIfAny();

        var names = new Dictionary<string, string> { ["#updated"] = Names.UpdatedAt };
        var values = new Dictionary<string, AttributeValue> { [":before"] = Attributes.Instant(Before.UpdatedAt) };
        List<string> sets = [];
        foreach ((string name, AttributeValue value) in SiteItem.Changeable(after))
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
                .. After.Claims().Except(Before.Claims()).Select(name => HostClaim.Claim(table, name, After)),
                .. after.FormerDomains.Where(former => Before.Domains.Contains(former.Domain)).Select(former => HostClaim.GiveUp(table, former, After)),
                .. Before.Aliases.Except(After.Claims()).Select(alias => HostClaim.DeleteOwn(table, alias, After.Id)),
                .. Before.Settings.DataRetentionDays == After.Settings.DataRetentionDays
                    ? Enumerable.Empty<TransactWriteItem>()
                    : [new TransactWriteItem { Put = new SiteJob(After.Id, SiteJob.Retention, After.UpdatedAt + SiteJob.Known).ToPut(table) }],
                .. KindsOf(Before.Settings) == KindsOf(After.Settings)
                    ? Enumerable.Empty<TransactWriteItem>()
                    : [new TransactWriteItem { Put = new SiteJob(After.Id, SiteJob.Kinds, After.UpdatedAt + SiteJob.Known).ToPut(table) }],
            ],
        };
    }

    internal static (int?, int?, int?) KindsOf(SiteSettings s) => (s.EventsRetentionDays, s.ErrorsRetentionDays, s.VitalsRetentionDays);
}

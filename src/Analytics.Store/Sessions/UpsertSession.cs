using Amazon.DynamoDBv2.Model;
using Analytics.Store.Calendars;
using Analytics.Store.Events;
using Analytics.Store.Inputs;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Sessions;

/// <summary>
/// Writes a session's state so that concurrent writers lose nothing. Given the state that the new one was made from, the write
/// succeeds only if that is still what is stored (compare and swap: the loser reads the winner's state from the failure and tries
/// again). Without it, a state that has seen less than the stored one is refused, so late and repeated writes change nothing.
/// A refused write is a ConditionalCheckFailedException that carries the stored item.
/// </summary>
internal sealed record UpsertSession(Session Session, Session? Previous, SiteCalendar Calendar, TimeSpan? Keep)
{
    public UpdateItemRequest ToRequest(string table)
    {
        Check();
        var names = new Dictionary<string, string>
        {
            ["#pv"] = Names.PageViewCount,
            ["#ev"] = Names.EventCount,
            ["#end"] = Names.EndedAt,
        };
        Dictionary<string, AttributeValue> values = [];
        List<string> sets = [];
        Dictionary<string, AttributeValue> fields = SessionItem.Fields(Session);
        if (Keep is { } keep)
        {
            fields[Names.TimeToLive] = Attributes.Expiry(Session.EndedAt + keep);
        }

        foreach ((string name, AttributeValue value) in fields.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            string n = sets.Count.ToString("'f'00", System.Globalization.CultureInfo.InvariantCulture);
            names["#" + n] = name;
            values[":" + n] = value;
            sets.Add($"#{n} = :{n}");
        }

        string condition;
        if (Previous is { } previous)
        {
            condition = "#pv = :wasPv AND #ev = :wasEv AND #end = :wasEnd";
            values[":wasPv"] = Attributes.Number(previous.PageViewCount);
            values[":wasEv"] = Attributes.Number(previous.EventCount);
            values[":wasEnd"] = Attributes.Instant(previous.EndedAt);
        }
        else
        {
            condition = "attribute_not_exists(#end) OR (#end <= :newEnd AND #pv <= :newPv AND #ev <= :newEv)";
            values[":newPv"] = Attributes.Number(Session.PageViewCount);
            values[":newEv"] = Attributes.Number(Session.EventCount);
            values[":newEnd"] = Attributes.Instant(Session.EndedAt);
        }

        return new UpdateItemRequest
        {
            TableName = table,
            Key = SessionKeys.Session(SiteId.Parse(Session.SiteId), Calendar.DayOf(Session.StartedAt), Session.StartedAt, EventId.Parse(Session.Id)).ToAttributes(),
            UpdateExpression = "SET " + string.Join(", ", sets),
            ConditionExpression = condition,
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
            ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
    }

    private void Check() => new InputFaults()
        .Require(SafeId.IsValid(Session.Id), "id", SafeId.Rule)
        .Require(SafeId.IsValid(Session.SiteId), "siteId", SafeId.Rule)
        .Require(Session.VisitorId.Length is >= 1 and <= 200, "visitorId", "must be 1 to 200 characters")
        .Require(Session.EntryPath.StartsWith('/') && Session.EntryPath.Length <= EventLimits.Path, "entryPath", "must begin with / and have at most 2,000 characters")
        .Require(Session.ExitPath.Length <= EventLimits.Path, "exitPath", "must have at most 2,000 characters")
        .Require(Session.PageViewCount >= 0, "pageViewCount", "must not be negative")
        .Require(Session.EventCount >= 0, "eventCount", "must not be negative")
        .Require(Session.EndedAt >= Session.StartedAt, "endedAt", "must not be before startedAt")
        .Require(Previous is null || (Previous.Id == Session.Id && Previous.StartedAt == Session.StartedAt), "previous", "must be an earlier state of the same session")
        .ThrowIfAny();
}

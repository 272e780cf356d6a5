using System.Collections.ObjectModel;
using Amazon.DynamoDBv2.Model;
using Analytics.Store.Sites;
using Analytics.Store.Table;

namespace Analytics.Store.Goals;

/// <summary>A goal as its item and back.</summary>
internal static class GoalItem
{
    public static Dictionary<string, AttributeValue> Write(Goal goal)
    {
        goal.Check();
        Dictionary<string, AttributeValue> item = Entity.Begin(GoalKeys.Goal(SiteId.Parse(goal.SiteId), GoalId.Parse(goal.Id)), Entity.Goal);
        item[Names.Id] = Attributes.Text(goal.Id);
        item[Names.SiteIdentifier] = Attributes.Text(goal.SiteId);
        item[Names.Name] = Attributes.Text(goal.Name);
        item[Names.GoalType] = Attributes.Number((int)goal.Type);
        item[Names.Pattern] = Attributes.Text(goal.Pattern);
        item[Names.MatchType] = Attributes.Number((int)goal.MatchType);
        if (goal.Value is { } value)
        {
            item[Names.Value] = Attributes.Number(value);
        }

        if (goal.Properties.Count > 0)
        {
            item[Names.GoalProperties] = new AttributeValue { M = goal.Properties.ToDictionary(p => p.Key, p => Attributes.Text(p.Value), StringComparer.Ordinal) };
        }

        if (goal.ScrollThreshold is { } percent)
        {
            item[Names.ScrollThreshold] = Attributes.Number(percent);
        }

        item[Names.IsActive] = Attributes.Flag(goal.IsActive);
        item[Names.CreatedAt] = Attributes.Instant(goal.CreatedAt);
        item[Names.UpdatedAt] = Attributes.Instant(goal.UpdatedAt);
        return item;
    }

    public static Goal Read(Dictionary<string, AttributeValue> item)
    {
        Entity.Require(item, Entity.Goal);
        return new Goal
        {
            Id = item.RequiredText(Names.Id),
            SiteId = item.RequiredText(Names.SiteIdentifier),
            Name = item.RequiredText(Names.Name),
            Type = (GoalType)item.RequiredNumber(Names.GoalType),
            Pattern = item.RequiredText(Names.Pattern),
            MatchType = (GoalMatch)item.RequiredNumber(Names.MatchType),
            Properties = item.TryGetValue(Names.GoalProperties, out AttributeValue? properties) && properties.M is { Count: > 0 } map
                ? map.ToDictionary(p => p.Key, p => p.Value.S, StringComparer.Ordinal)
                : ReadOnlyDictionary<string, string>.Empty,
            Value = item.OptionalDecimal(Names.Value),
            ScrollThreshold = (int?)item.OptionalNumber(Names.ScrollThreshold),
            IsActive = item.Flag(Names.IsActive),
            CreatedAt = item.RequiredInstant(Names.CreatedAt),
            UpdatedAt = item.RequiredInstant(Names.UpdatedAt),
        };
    }
}

using Analytics.Store.Stats.Terms;
using Analytics.Store.Goals;
using Analytics.Store.Segments;
using Analytics.Store.Stats;

namespace Analytics.Testing.Oracle;

/// <summary>A world's goals and segments as the product keeps them.</summary>
public static class WorldTerms
{
    public static SiteTerms Of(RandomWorld world) => new(
        world.Goals.Select((goal, i) => new Goal
        {
            Id = $"goal-{i:00}",
            SiteId = world.Site.Id.Value,
            Name = goal.Name,
            Type = goal.Kind == "event" ? GoalType.Event : GoalType.Pageview,
            Pattern = goal.Pattern,
            MatchType = goal.Match switch
            {
                "contains" => GoalMatch.Contains,
                "starts_with" => GoalMatch.StartsWith,
                "regex" => GoalMatch.Regex,
                _ => GoalMatch.Exact,
            },
            Properties = goal.Property is { } p ? new Dictionary<string, string> { [p.Key] = p.Value } : [],
            Value = goal.Value,
            ScrollThreshold = goal.Scroll,
            CreatedAt = world.Site.CreatedAt,
            UpdatedAt = world.Site.CreatedAt,
        }),
        world.Segments.Select(segment => new Segment
        {
            Id = new SegmentId(segment.Key),
            SiteId = world.Site.Id,
            Name = $"Segment {segment.Key}",
            Filters = QuestionJson.Write(segment.Value),
            CreatedAt = world.Site.CreatedAt,
            UpdatedAt = world.Site.CreatedAt,
        }));
}

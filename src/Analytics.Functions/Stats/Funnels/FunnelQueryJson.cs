using Analytics.Store.Sites;
using Analytics.Store.Stats;
using Analytics.Store.Stats.Dimensions;
using Analytics.Store.Stats.Filters;
using Analytics.Store.Stats.Funnels;
using Analytics.Store.Stats.Ranges;

namespace Analytics.Functions.Stats.Funnels;

/// <summary>A funnel as it is asked for and saved.</summary>
internal static class FunnelQueryJson
{
    /// <summary>The fields that make a funnel, without the range.</summary>
    public static readonly string[] Definition = ["steps", "who", "order", "window", "filters", "breakdown"];

    /// <summary>A question with its range and page; null where it has faults.</summary>
    public static FunnelQuery? Parse(QuestionFields fields, Site site, DateTimeOffset now)
    {
        fields.Only([.. Definition, "date_range", "pagination"]);
        return Parse(fields, fields.Range(site, now), fields.Page());
    }

    /// <summary>A question from its definition; null where it has faults. Other fields are left alone.</summary>
    public static FunnelQuery? Parse(QuestionFields fields, StatsRange range, StatsPage page)
    {
        int number = 0;
        IReadOnlyList<FunnelStep> steps = fields.Each("steps", step => Step(step, ++number));
        FunnelSubject who = fields.OneOf("who", ("visitors", FunnelSubject.Visitors), ("people", FunnelSubject.People));
        FunnelOrder order = fields.OneOf("order", ("loose", FunnelOrder.Loose), ("strict", FunnelOrder.Strict));
        FunnelWindow? window = fields.Parse("window", text => FunnelWindow.Parse(text));
        PropertyDimension? breakdown = null;
        if (fields.Text("breakdown") is { } name)
        {
            breakdown = KnownDimensions.Find(name) as PropertyDimension;
            if (breakdown is null)
            {
                fields.Fault("breakdown", "must be a dimension of visits, as visit:source");
            }
        }

        var filter = fields.Filter();
        return fields.Try(() => FunnelQuery.Create(steps, range, who, order, window, filter, breakdown, page));
    }

    private static FunnelStep Step(QuestionFields step, int number)
    {
        step.Only("page", "event", "filters", "name");
        string? name = step.Text("name");
        FunnelStep? read = null;
        switch (step.Has("page"), step.Has("event"), step.Has("filters"))
        {
            case (true, false, false):
                read = step.Parse("page", text => FunnelStep.Page(PagePattern.Parse(text), name));
                break;
            case (false, true, false):
                read = step.Parse("event", text => FunnelStep.Event(text, name));
                break;
            case (false, false, true):
                read = step.Try(() => FunnelStep.Where(name ?? $"Step {number}", step.Filter()));
                break;
            default:
                step.Fault("page", "must be there, or else event or filters: one of the three");
                break;
        }

        return read ?? FunnelStep.Event("faulty");
    }
}

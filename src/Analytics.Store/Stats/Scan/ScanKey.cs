using System.Diagnostics;
using System.Globalization;
using System.Text;
using Analytics.Store.Stats.Filters;

namespace Analytics.Store.Stats.Scan;

/// <summary>Says what a scan counts in words that no other scan has: every part is preceded by its length.</summary>
internal sealed class ScanKey
{
    private readonly StringBuilder _text = new();

    private ScanKey()
    {
    }

    public static string Of(StatsPlan plan)
    {
        var key = new ScanKey();
        key.Say(plan.Query.Metrics.Select(metric => metric.Name));
        key.Say(plan.Query.Dimensions.Select(dimension => dimension.Name));
        key.Say([plan.Query.Currency ?? ""]);
        key.Say(plan.Query.Filter);
        key.Say([plan.Query.Range.FirstDay.ToString(), plan.Query.Range.LastDay.ToString(), plan.Query.Range.IsWholeDays ? "days" : "time"]);
        key.Say([plan.Query.Range.From.ToString("O", CultureInfo.InvariantCulture), plan.Query.Range.Before.ToString("O", CultureInfo.InvariantCulture)]);
        key.Say(plan.Calendar.History.SelectMany(change => new[] { change.From.ToString(), change.Zone }));
        return key._text.ToString();
    }

    private void Say(Filter filter)
    {
        switch (filter)
        {
            case Filter.And and:
                Say("and", and.All);
                break;
            case Filter.Or or:
                Say("or", or.Any);
                break;
            case Filter.Not not:
                Say("not", [not.Negated]);
                break;
            case Filter.MeetsGoal goal:
                Say("goal", [goal.IsMet]);
                break;
            case Filter.HasDone done:
                Say(done.IsNegated ? "hasNotDone" : "hasDone", [done.Inner]);
                break;
            case Filter.ScrolledTo scrolled:
                Say(["scrolled", scrolled.Percent.ToString(CultureInfo.InvariantCulture)]);
                break;
            case Filter.Leaf leaf:
                Say(["leaf", leaf.Dimension.Name, leaf.Operator.ToString(), leaf.IsCaseSensitive ? "case" : "any case"]);
                Say(leaf.Clauses);
                break;
            default:
                throw new UnreachableException($"{filter} is of no known kind.");
        }
    }

    private void Say(string what, IReadOnlyList<Filter> parts)
    {
        Say([what, parts.Count.ToString(CultureInfo.InvariantCulture)]);
        foreach (Filter part in parts)
        {
            Say(part);
        }
    }

    private void Say(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        _ = _text.Append(CultureInfo.InvariantCulture, $"{all.Length}[");
        foreach (string part in all)
        {
            _ = _text.Append(CultureInfo.InvariantCulture, $"{part.Length}:{part}");
        }
    }
}

using System.Globalization;
using Analytics.Tool.Terminal;

namespace Analytics.Tool.Benches;

/// <summary>What was measured.</summary>
/// <param name="Events">How many were sent.</param>
/// <param name="Taken">From the first to the last answer.</param>
/// <param name="Times">How long each answer took, as the sender saw it.</param>
/// <param name="Outcomes">How many ended in which way.</param>
internal sealed record BenchResult(int Events, TimeSpan Taken, IReadOnlyList<TimeSpan> Times, IReadOnlyDictionary<string, int> Outcomes)
{
    /// <summary>What an event is called that is stored.</summary>
    public const string Accepted = "accepted";

    private readonly TimeSpan[] _sorted = [.. Times.Order()];

    /// <summary>Events that are not stored.</summary>
    public int Errors => Events - Outcomes.GetValueOrDefault(Accepted);

    public double PerSecond => Events / Math.Max(Taken.TotalSeconds, 0.001);

    /// <summary>The time that so many percent of the answers took at most, in milliseconds.</summary>
    public double Percentile(int percent) => _sorted[Math.Clamp((int)Math.Ceiling(_sorted.Length * percent / 100.0) - 1, 0, _sorted.Length - 1)].TotalMilliseconds;

    public IEnumerable<string> ToLines()
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"events/s  {PerSecond,10:0.0}");
        foreach (int percent in (int[])[50, 95, 99])
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"p{percent}       {Percentile(percent),10:0.0} ms");
        }

        foreach ((string outcome, int count) in Outcomes.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{outcome}  {count}");
        }
    }

    public string ToJson() => JsonLine.Object(json =>
    {
        json.WriteNumber("events", Events);
        json.WriteNumber("seconds", Math.Round(Taken.TotalSeconds, 3));
        json.WriteNumber("eventsPerSecond", Math.Round(PerSecond, 1));
        foreach (int percent in (int[])[50, 95, 99])
        {
            json.WriteNumber(string.Create(CultureInfo.InvariantCulture, $"p{percent}Ms"), Math.Round(Percentile(percent), 2));
        }

        json.WriteStartObject("outcomes");
        foreach ((string outcome, int count) in Outcomes.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            json.WriteNumber(outcome, count);
        }

        json.WriteEndObject();
    });
}
